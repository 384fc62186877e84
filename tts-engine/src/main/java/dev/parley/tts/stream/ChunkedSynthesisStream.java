package dev.parley.tts.stream;

import dev.parley.tts.MarkupException;
import dev.parley.tts.SynthesisException;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.script.Script;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A reply that is cut into pieces, each of which is spoken on its own.
///
/// Two virtual threads work for the stream: one cuts the text and has pieces spoken, the other
/// delivers them, so that a listener that blocks does not keep the next pieces from being made. At
/// most [#AHEAD] pieces are made ahead of the one that is being delivered. [#write] blocks while
/// [#WAITING_TEXT] characters wait; interrupting it cancels the stream. Text that arrives after
/// [#cancel] or a failure is dropped. A listener that throws has failed the stream.
final class ChunkedSynthesisStream implements SynthesisStream {
  /// The most pieces that are made, or being made, ahead of the listener.
  static final int AHEAD = 2;

  /// The most characters that wait to be cut.
  static final int WAITING_TEXT = 16_384;

  private final Cast cast;
  private final SynthesisSettings settings;
  private final Delivering delivering;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All guarded by the lock.
  private final StringBuilder waiting = new StringBuilder();
  private final Queue<Piece> pieces = new ArrayDeque<>();

  /// The first piece, if nothing is made ahead before it is there.
  private @Nullable CompletableFuture<SpokenChunk> first;

  private boolean anySubmitted;
  private @Nullable Script waitingScript;
  private @Nullable CompletableFuture<SpokenChunk> awaited;
  private boolean flushing;
  private boolean finishing;
  private boolean allSubmitted;
  private boolean ended;
  private @Nullable RuntimeException failure;

  private record Piece(PlannedPiece plan, CompletableFuture<SpokenChunk> spoken) {}

  /// What the cutting thread gets.
  private sealed interface Input {
    record Text(String text, boolean flush, boolean last) implements Input {}

    record Document(Script script) implements Input {}
  }

  private ChunkedSynthesisStream(
      Cast cast, SynthesisSettings settings, Consumer<SynthesizedAudio> listener) {
    this.cast = cast;
    this.settings = settings;
    this.delivering = new Delivering(cast.leading().format(), listener);
  }

  /// Opens a stream and starts its threads.
  static ChunkedSynthesisStream open(
      Cast cast, SynthesisSettings settings, Consumer<SynthesizedAudio> listener) {
    ChunkedSynthesisStream stream = new ChunkedSynthesisStream(cast, settings, listener);
    String name = cast.leading().name();
    Thread.ofVirtual().name(name + "-text").start(stream::cut);
    Thread.ofVirtual().name(name + "-audio").start(stream::deliver);
    return stream;
  }

  @Override
  public void write(String text) {
    lock.lock();
    try {
      requireUnfinished();
      int written = 0;
      while (written < text.length() && !ended) {
        int room = Math.min(WAITING_TEXT - waiting.length(), text.length() - written);
        if (room == 0) {
          changed.await();
          continue;
        }
        waiting.append(text, written, written + room);
        written += room;
        changed.signalAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
    } finally {
      lock.unlock();
    }
  }

  /// Speaks a document. Blocks while an earlier one waits; interrupting that cancels the stream.
  void speak(Script script) {
    lock.lock();
    try {
      requireUnfinished();
      while (waitingScript != null && !ended) {
        changed.await();
      }
      if (!ended) {
        waitingScript = script;
        changed.signalAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() {
    lock.lock();
    try {
      requireUnfinished();
      flushing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Makes sure that text may still be written.
  void requireUnfinished() {
    lock.lock();
    try {
      if (finishing) {
        throw new IllegalStateException("The reply is finished; open another stream.");
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void finish() throws InterruptedException {
    lock.lock();
    try {
      finishing = true;
      changed.signalAll();
      while (!ended) {
        changed.await();
      }
      if (failure != null) {
        throw failure;
      }
    } catch (InterruptedException e) {
      cancel();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel() {
    end(null);
  }

  private void end(@Nullable RuntimeException cause) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      failure = cause;
      waiting.setLength(0);
      waitingScript = null;
      if (awaited != null) {
        awaited.cancel(false);
      }
      pieces.forEach(piece -> piece.spoken().cancel(false));
      pieces.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The life of the first thread.
  private void cut() {
    TextPlanner planner = new TextPlanner(cast, settings);
    int written = 0;
    boolean last = false;
    try {
      while (!last) {
        switch (next()) {
          case null -> {
            return;
          }
          case Input.Text text -> {
            submit(planner.add(text.text()));
            if (text.flush()) {
              submit(planner.flush());
            }
            last = text.last();
          }
          case Input.Document(Script script) -> {
            submit(new ScriptPlanner(cast, script, settings.speed(), written).plan());
            written += script.source().length();
          }
        }
      }
      lock.lock();
      try {
        allSubmitted = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      end(null);
    } catch (Throwable e) {
      end(failed(e));
    }
  }

  /// @return null when the stream has ended
  private @Nullable Input next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && waitingScript == null && !flushing && !finishing && !ended) {
        changed.await();
      }
      if (ended) {
        return null;
      }
      Input input = waitingInput();
      changed.signalAll();
      return input;
    } finally {
      lock.unlock();
    }
  }

  private Input waitingInput() {
    if (waitingScript != null) {
      Input document = new Input.Document(waitingScript);
      waitingScript = null;
      return document;
    }
    Input text = new Input.Text(waiting.toString(), flushing || finishing, finishing);
    waiting.setLength(0);
    flushing = false;
    return text;
  }

  private void submit(List<PlannedPiece> plans) throws InterruptedException {
    for (PlannedPiece plan : plans) {
      ChunkSpeaker speaker = cast.part(plan.voice()).speaker();
      lock.lock();
      try {
        while ((pieces.size() >= AHEAD || isFirstAwaited()) && !ended) {
          changed.await();
        }
        if (ended) {
          return;
        }
        pieces.add(new Piece(plan, speak(plan, speaker)));
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private CompletableFuture<SpokenChunk> speak(PlannedPiece plan, ChunkSpeaker speaker) {
    if (plan.text().isEmpty()) {
      return CompletableFuture.completedFuture(SpokenChunk.SILENT);
    }
    if (anySubmitted) {
      return speaker.speak(plan.passage(), false);
    }
    anySubmitted = true;
    CompletableFuture<SpokenChunk> spoken = speaker.speak(plan.passage(), true);
    if (speaker.speaksFirstAlone()) {
      first = spoken;
      var _ = spoken.whenComplete((_, _) -> signal());
    }
    return spoken;
  }

  private boolean isFirstAwaited() {
    return first != null && !first.isDone();
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The life of the second thread.
  private void deliver() {
    try {
      for (Piece piece = take(); piece != null; piece = take()) {
        SpokenChunk spoken = piece.spoken().join();
        if (!piece.plan().voice().format().equals(cast.leading().format())) {
          // The seams of parts whose rate is converted could be heard.
          spoken = spoken.whole().join();
        }
        if (isEnded()) {
          return;
        }
        delivering.deliver(piece.plan(), spoken);
        while (spoken.rest() != null) {
          spoken = awaited(spoken.rest()).join();
          delivering.deliverRest(spoken);
        }
      }
      if (!isEnded()) {
        delivering.finish();
      }
      end(null);
    } catch (CancellationException | InterruptedException e) {
      end(null);
    } catch (CompletionException e) {
      end(failed(e.getCause() == null ? e : e.getCause()));
    } catch (Throwable e) {
      end(failed(e));
    }
  }

  /// @return null when all has been delivered or the stream has ended
  private @Nullable Piece take() throws InterruptedException {
    lock.lock();
    try {
      awaited = null;
      while (pieces.isEmpty() && !allSubmitted && !ended) {
        changed.await();
      }
      Piece next = pieces.poll();
      if (next != null) {
        awaited = next.spoken();
      }
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /// Notes what is waited for, so that it can be cancelled.
  private CompletableFuture<SpokenChunk> awaited(CompletableFuture<SpokenChunk> rest) {
    lock.lock();
    try {
      awaited = rest;
      if (ended) {
        rest.cancel(false);
      }
      return rest;
    } finally {
      lock.unlock();
    }
  }

  private boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private static RuntimeException failed(Throwable cause) {
    return switch (cause) {
      case MarkupException complaint -> complaint;
      case SynthesisException exception -> exception;
      case Throwable other ->
          new SynthesisException(
              "This reply could not be spoken; other replies go on. The cause was: "
                  + other.getMessage(),
              other);
    };
  }
}
