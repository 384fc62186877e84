package dev.parley.asr.stream;

import dev.parley.asr.Lag;
import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.Transcript;
import dev.parley.asr.model.ModelUse;
import dev.parley.audio.PcmFrame;
import dev.parley.inference.InferenceExecutor.Urgency;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Utterances that the caller separates. While one lasts, it is decoded again whenever enough audio
/// has come and the previous decoding is done, so that the pace adapts to the machine. When the
/// speaker pauses, it is decoded at once with the care of a final, which is delivered if nothing
/// follows. When it is over or pauses, a decoding that is under way is given up, unless it has
/// heard
/// everything.
///
/// At most two minutes of audio wait; a stream that falls further behind fails.
final class LiveStream extends WorkedStream {
  private static final long NOTHING_DUE = Long.MIN_VALUE;

  private static final long MOST_WAITING = 120 * 16_000L;

  /// 60 s: an utterance that nobody ends is delivered in pieces.
  private static final long LONGEST_SETTLED = 60 * 16_000L;

  private final Engine engine;
  private final RecognitionOptions options;
  private final Consumer<Transcript> listener;
  private final PartialPace pace;

  /// Guarded by the lock: the one being decoded first, the one being spoken last.
  private final ArrayDeque<UtteranceAudio> utterances = new ArrayDeque<>();

  private long position;
  private boolean overrun;
  private long partialEnd;
  private long dueSince = NOTHING_DUE;
  private Lag lag = Lag.NONE;

  /// The worker's.
  private @Nullable UtteranceDecoding decoding;

  private int utterance;
  private long nextPartial;

  /// The pause for which a final was prepared; negative if there was none.
  private long prepared = -1;

  LiveStream(Engine engine, RecognitionOptions options, Consumer<Transcript> listener) {
    this.engine = engine;
    this.options = options;
    this.listener = listener;
    this.pace = new PartialPace(options.partials());
    this.nextPartial = pace.interval();
  }

  @Override
  public String describe() {
    return "whisper live";
  }

  @Override
  void accept(PcmFrame frame) {
    UtteranceAudio open = open();
    open.add(frame);
    position = frame.end();
    long waiting = 0;
    for (UtteranceAudio audio : utterances) {
      waiting += audio.waiting();
    }
    overrun |= waiting > MOST_WAITING;
  }

  @Override
  void endUtterance() {
    if (isFinishing() && (utterances.isEmpty() || utterances.getLast().isClosed())) {
      return;
    }
    UtteranceAudio closing = open();
    closing.close(engine.clock().getAsLong());
    giveUpLate(closing);
  }

  /// A partial that has not heard everything when speech ends is late already.
  private void giveUpLate(UtteranceAudio audio) {
    if (utterances.size() == 1 && !audio.isHeardUpTo(partialEnd)) {
      stopRunning();
    }
  }

  @Override
  public Lag lag() {
    lock.lock();
    try {
      if (dueSince == NOTHING_DUE) {
        return lag;
      }
      Duration late = since(dueSince);
      return late.compareTo(lag.behind()) > 0 ? new Lag(late, lag.shed()) : lag;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void pause() {
    lock.lock();
    try {
      UtteranceAudio open = utterances.peekLast();
      if (open != null && !open.isClosed()) {
        open.pause();
        giveUpLate(open);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void resume() {
    lock.lock();
    try {
      UtteranceAudio open = utterances.peekLast();
      if (open != null && !open.isClosed()) {
        open.resume();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  boolean work() throws InterruptedException {
    UtteranceAudio audio;
    lock.lock();
    try {
      while (!hasWork()) {
        throwIfCancelled();
        if (isFinishing() && utterances.isEmpty()) {
          return false;
        }
        changed.await();
      }
      throwIfCancelled();
      if (overrun) {
        throw new RejectedExecutionException("Two minutes of live audio are waiting.");
      }
      audio = utterances.getFirst();
    } finally {
      lock.unlock();
    }
    UtteranceDecoding present = decoding;
    if (present == null) {
      present = new UtteranceDecoding(engine, audio, options);
      decoding = present;
      nextPartial = pace.interval();
    }
    if (audio.isClosed()) {
      finishUtterance(audio, present);
    } else {
      decodeOpen(audio, present);
    }
    return true;
  }

  private UtteranceAudio open() {
    if (utterances.isEmpty() || utterances.getLast().isClosed()) {
      utterances.addLast(new UtteranceAudio(position));
    }
    return utterances.getLast();
  }

  private boolean hasWork() {
    if (overrun) {
      return true;
    }
    UtteranceAudio first = utterances.peekFirst();
    if (first == null || first.isClosed()) {
      return first != null;
    }
    if (first.isSilent() || (decoding != null && decoding.isHeard())) {
      return first.waiting() > PartialPace.UNSEEN;
    }
    return isToPrepare(first) || first.length() >= nextPartial;
  }

  private boolean isToPrepare(UtteranceAudio audio) {
    return audio.pausedAt() > prepared;
  }

  private void finishUtterance(UtteranceAudio audio, UtteranceDecoding present)
      throws InterruptedException {
    long due = audio.closedAt();
    lock.lock();
    try {
      dueSince = due;
    } finally {
      lock.unlock();
    }
    if (!present.isHeard()) {
      present.decodeFinal(use(Urgency.FINAL));
      pace.took(since(due));
    }
    throwIfCancelled();
    ended(due);
    listener.accept(present.result(utterance++));
    decoding = null;
    nextPartial = pace.interval();
    prepared = -1;
    lock.lock();
    try {
      utterances.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  private Duration since(long time) {
    return Duration.ofNanos(engine.clock().getAsLong() - time);
  }

  /// What was due then is done.
  private void ended(long due) {
    Duration late = since(due);
    lock.lock();
    try {
      dueSince = NOTHING_DUE;
      lag = new Lag(late, pace.isThinned());
    } finally {
      lock.unlock();
    }
  }

  private void decodeOpen(UtteranceAudio audio, UtteranceDecoding present)
      throws InterruptedException {
    boolean preparing = isToPrepare(audio);
    long begun = engine.clock().getAsLong();
    ModelUse use = use(preparing ? Urgency.FINAL : Urgency.PARTIAL);
    long start;
    lock.lock();
    try {
      start = audio.length();
      partialEnd = start;
      if (audio.isClosed() || (!preparing && isToPrepare(audio))) {
        return;
      }
      prepared = Math.max(prepared, audio.pausedAt());
      dueSince = begun;
    } finally {
      lock.unlock();
    }
    try {
      present.decodePartial(preparing, use);
      throwIfCancelled();
      if (present.settled() > LONGEST_SETTLED) {
        listener.accept(present.deliverSettled(utterance++));
      }
      if (options.partials()) {
        listener.accept(present.partial(utterance));
      }
    } catch (CancellationException | RejectedExecutionException e) {
      throwIfCancelled();
    }
    pace.took(since(begun));
    ended(begun);
    nextPartial = start + Math.max(pace.interval(), audio.length() - start);
  }
}
