package dev.parley.asr.stream;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.Transcript;
import dev.parley.audio.PcmFrame;
import dev.parley.inference.InferenceExecutor.Urgency;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/// A recording that is cut into segments by the recogniser. At most two windows of audio are kept;
/// a writer that is faster waits.
final class FileStream extends WorkedStream {
  private final Consumer<Transcript> listener;
  private final long fullWindow;
  private final Timeline timeline = new Timeline();

  /// Guarded by the lock.

  private final SampleQueue waiting = new SampleQueue();
  private final ArrayDeque<Long> boundaries = new ArrayDeque<>();

  /// The worker's.
  private final RecordingDecoding decoding;

  private int utterance;

  FileStream(Engine engine, RecognitionOptions options, Consumer<Transcript> listener) {
    this.listener = listener;
    this.fullWindow = RecordingDecoding.fullWindow(engine);
    this.decoding = new RecordingDecoding(engine, timeline, options);
  }

  @Override
  public String describe() {
    return "whisper file";
  }

  @Override
  void accept(PcmFrame frame) throws InterruptedException {
    while (waiting.size() > fullWindow && !isOver()) {
      changed.await();
    }
    waiting.addSilence(timeline.advance(frame.position(), frame.length()));
    waiting.add(frame);
  }

  @Override
  void endUtterance() {
    boundaries.addLast(timeline.length());
  }

  @Override
  boolean work() throws InterruptedException {
    long end;
    float[] samples;
    lock.lock();
    try {
      while (boundaries.isEmpty() && timeline.length() < decoding.next() + fullWindow) {
        throwIfCancelled();
        changed.await();
      }
      throwIfCancelled();
      end = boundaries.isEmpty() ? timeline.length() : boundaries.getFirst();
      samples = waiting.drain();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    long windowEnd = Math.min(end, decoding.next() + fullWindow);
    decoding.append(samples);
    if (decoding.isDone(end)) {
      return nextUtterance(end);
    }
    List<Transcript.Final> finals = decoding.decode(windowEnd, utterance, use(Urgency.BATCH));
    for (Transcript.Final segment : finals) {
      throwIfCancelled();
      listener.accept(segment);
    }
    utterance += finals.size();
    timeline.discard(decoding.next());
    return true;
  }

  private boolean nextUtterance(long end) {
    decoding.skipTo(end);
    lock.lock();
    try {
      boundaries.removeFirst();
      return !(isFinishing() && boundaries.isEmpty());
    } finally {
      lock.unlock();
    }
  }
}
