package dev.parley.tts.stream;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesisException;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.text.SentenceChunker;
import dev.parley.tts.text.TextChunk;
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

/// A reply that is cut into chunks, each of which is spoken on its own.
///
/// Two virtual threads work for the stream: one cuts the text and has chunks spoken, the other
/// delivers them, so that a listener that blocks does not keep the next chunks from being made. At
/// most [#AHEAD] chunks are made ahead of the one that is being delivered. [#write] blocks while
/// [#WAITING_TEXT] characters wait; interrupting it cancels the stream. Text that arrives after
/// [#cancel] or a failure is dropped. A listener that throws has failed the stream.
public final class ChunkedSynthesisStream implements SynthesisStream {
  /// The most chunks that are made, or being made, ahead of the listener.
  public static final int AHEAD = 2;

  /// The most characters that wait to be cut.
  public static final int WAITING_TEXT = 16_384;

  private final PcmFormat format;
  private final ChunkSpeaker speaker;
  private final Consumer<SynthesizedAudio> listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All guarded by the lock.
  private final StringBuilder waiting = new StringBuilder();
  private final Queue<Piece> pieces = new ArrayDeque<>();
  private @Nullable Piece delivering;
  private boolean flushing;
  private boolean finishing;
  private boolean allSubmitted;
  private boolean ended;
  private @Nullable SynthesisException failure;

  private record Piece(TextChunk chunk, CompletableFuture<SpokenChunk> spoken) {}

  private record Input(String text, boolean flush, boolean last) {}

  private ChunkedSynthesisStream(
      PcmFormat format, ChunkSpeaker speaker, Consumer<SynthesizedAudio> listener) {
    this.format = format;
    this.speaker = speaker;
    this.listener = listener;
  }

  /// Opens a stream and starts its threads.
  ///
  /// @param name of the voice, for the names of the threads
  public static ChunkedSynthesisStream open(
      String name, PcmFormat format, ChunkSpeaker speaker, Consumer<SynthesizedAudio> listener) {
    ChunkedSynthesisStream stream = new ChunkedSynthesisStream(format, speaker, listener);
    Thread.ofVirtual().name(name + "-text").start(stream::cut);
    Thread.ofVirtual().name(name + "-audio").start(stream::deliver);
    return stream;
  }

  @Override
  public void write(String text) {
    lock.lock();
    try {
      if (finishing) {
        throw new IllegalStateException("The reply is finished; open another stream.");
      }
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

  @Override
  public void flush() {
    lock.lock();
    try {
      if (finishing) {
        throw new IllegalStateException("The reply is finished; open another stream.");
      }
      flushing = true;
      changed.signalAll();
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

  private void end(@Nullable SynthesisException cause) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      failure = cause;
      waiting.setLength(0);
      if (delivering != null) {
        delivering.spoken().cancel(false);
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
    SentenceChunker chunker = new SentenceChunker();
    try {
      for (Input input = next(); input != null; input = input.last() ? null : next()) {
        submit(chunker.add(input.text()));
        if (input.flush()) {
          submit(chunker.flush());
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
      while (waiting.isEmpty() && !flushing && !finishing && !ended) {
        changed.await();
      }
      if (ended) {
        return null;
      }
      Input input = new Input(waiting.toString(), flushing || finishing, finishing);
      waiting.setLength(0);
      flushing = false;
      changed.signalAll();
      return input;
    } finally {
      lock.unlock();
    }
  }

  private void submit(List<TextChunk> chunks) throws InterruptedException {
    for (TextChunk chunk : chunks) {
      lock.lock();
      try {
        while (pieces.size() >= AHEAD && !ended) {
          changed.await();
        }
        if (ended) {
          return;
        }
        pieces.add(new Piece(chunk, speaker.speak(chunk, isFirst(chunk))));
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private static boolean isFirst(TextChunk chunk) {
    return chunk.start() == 0;
  }

  /// The life of the second thread.
  private void deliver() {
    try {
      int segment = 0;
      long position = 0;
      StringBuilder text = new StringBuilder();
      for (Piece piece = take(); piece != null; piece = take()) {
        SpokenChunk chunk = piece.spoken().join();
        text.append(piece.chunk().text());
        if (chunk.samples().length == 0) {
          continue;
        }
        PcmFrame frame = PcmFrame.of(format, position, chunk.samples());
        int textStart = piece.chunk().start() + piece.chunk().text().length() - text.length();
        String written = text.toString();
        text.setLength(0);
        if (isEnded()) {
          return;
        }
        listener.accept(
            new SynthesizedAudio(
                segment, textStart, written, frame, words(piece, chunk, position)));
        segment++;
        position = frame.end();
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

  private static List<SpokenWord> words(Piece piece, SpokenChunk chunk, long position) {
    int start = piece.chunk().start();
    return chunk.words().stream()
        .map(
            word ->
                new SpokenWord(
                    start + word.textStart(),
                    start + word.textEnd(),
                    position + word.start(),
                    position + word.end()))
        .toList();
  }

  /// @return null when all has been delivered or the stream has ended
  private @Nullable Piece take() throws InterruptedException {
    lock.lock();
    try {
      delivering = null;
      while (pieces.isEmpty() && !allSubmitted && !ended) {
        changed.await();
      }
      delivering = pieces.poll();
      changed.signalAll();
      return delivering;
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

  private static SynthesisException failed(Throwable cause) {
    if (cause instanceof SynthesisException exception) {
      return exception;
    }
    return new SynthesisException(
        "This reply could not be spoken; other replies go on. The cause was: " + cause.getMessage(),
        cause);
  }
}
