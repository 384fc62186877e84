package dev.parley.asr.stream;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.Transcript;
import dev.parley.asr.Word;
import dev.parley.asr.decoding.AlignedWord;
import dev.parley.asr.decoding.DecodingOptions;
import dev.parley.asr.decoding.HotWords;
import dev.parley.asr.model.ModelUse;
import dev.parley.asr.stream.RecordingCutter.Cut;
import dev.parley.asr.stream.RecordingWindow.Part;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.feature.LogMel;
import dev.parley.audio.vad.SpeechProbabilities;
import dev.parley.audio.vad.SpeechSegment;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A recording that is cut into windows by the recogniser, which are decoded side by side and
/// delivered in order. At most two windows of audio and [#MOST_STARTED] windows under way are kept;
/// a writer that is faster waits.
final class FileStream extends WorkedStream {
  /// 30 s.
  private static final long MOST_WAITING = 30 * 16_000L;

  /// 20 s: a recording that is not longer is one window, wherever somebody speaks in it.
  private static final long ONE_WINDOW = 20 * 16_000L;

  /// 10 s.
  private static final int PIECE = 10 * 16_000;

  private static final int MOST_STARTED = 8;
  private static final int SAMPLES_PER_POSITION = 2 * LogMel.HOP;

  private final Engine engine;
  private final Consumer<Transcript> listener;
  private final Timeline timeline = new Timeline();

  /// One for each recording that was begun and not taken whole; guarded by the lock.
  private final ArrayDeque<SampleQueue> waiting = new ArrayDeque<>();

  /// How many of them are complete; guarded by the lock.
  private int complete;

  /// The worker's.
  private final ArrayDeque<Started> started = new ArrayDeque<>();

  private final ModelUse use;
  private DecodingOptions options;
  private @Nullable Recording recording;
  private long recordingStart;
  private long next;
  private int utterance;

  /// @param offset of the window in the stream's samples
  private record Started(long offset, long end, CompletableFuture<List<Part>> parts) {}

  FileStream(Engine engine, RecognitionOptions options, Consumer<Transcript> listener) {
    this.engine = engine;
    this.listener = listener;
    this.use = use(Urgency.BATCH);
    this.options =
        DecodingOptions.of(options.languages(), options.task())
            .withWords(options.words())
            .withPrevious(options.prompt())
            .withHotWords(HotWords.of(engine.tokenizer(), options.hotWords()))
            .withBeam(options.beam());
  }

  @Override
  public String describe() {
    return "whisper file";
  }

  @Override
  void accept(PcmFrame frame) throws InterruptedException {
    if (complete == waiting.size()) {
      waiting.addLast(new SampleQueue());
    }
    SampleQueue queue = waiting.getLast();
    while (queue.size() > MOST_WAITING && !isOver()) {
      changed.await();
    }
    queue.addSilence(timeline.advance(frame.position(), frame.length()));
    queue.add(frame);
  }

  @Override
  void endUtterance() {
    complete = waiting.size();
  }

  @Override
  boolean work() throws InterruptedException {
    float[] samples;
    boolean ended;
    lock.lock();
    try {
      while (complete == 0 && (waiting.isEmpty() || waiting.getFirst().size() == 0)) {
        throwIfCancelled();
        if (isFinishing()) {
          return false;
        }
        changed.await();
      }
      throwIfCancelled();
      samples = waiting.getFirst().drain();
      ended = complete > 0;
      if (ended) {
        waiting.removeFirst();
        complete--;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (recording == null) {
      recording = new Recording(engine.voices());
    }
    try {
      // Piece by piece, because finding voice takes time in which windows can be decoded already.
      int from = 0;
      do {
        int to = Math.min(samples.length, from + PIECE);
        recording.append(Arrays.copyOfRange(samples, from, to));
        startWindows(recording, ended && to == samples.length);
        from = to;
      } while (from < samples.length);
      while (!started.isEmpty() && (ended || started.getFirst().parts.isDone())) {
        deliver();
      }
    } finally {
      if (ended || isOver()) {
        recording.close();
      }
    }
    if (ended) {
      recordingStart += recording.length();
      recording = null;
      next = 0;
    }
    return true;
  }

  @Override
  void ended() {
    lock.lock();
    try {
      stopRunning();
    } finally {
      lock.unlock();
    }
    // The model must not be closed while a window still uses it.
    started.forEach(window -> window.parts.exceptionally(failure -> List.of()).join());
    if (recording != null) {
      recording.close();
    }
  }

  private void startWindows(Recording recorded, boolean ended) {
    long length = recorded.length();
    if (next == 0 && length <= ONE_WINDOW) {
      if (ended) {
        start(recorded, 0, length, null);
      }
      return;
    }
    SpeechProbabilities voice = recorded.voice(ended);
    while (next < length) {
      Cut cut = RecordingCutter.next(voice, next, ended);
      if (cut == null) {
        return;
      }
      if (!cut.isEmpty()) {
        start(recorded, cut.start(), cut.end(), voice);
      }
      next = cut.next();
      recorded.discard(next);
    }
  }

  private void start(Recording recorded, long from, long to, @Nullable SpeechProbabilities voice) {
    while (started.size() >= MOST_STARTED) {
      deliver();
    }
    List<SpeechSegment> speech = voice == null ? null : Engine.speechIn(voice, from, to);
    RecordingWindow window = new RecordingWindow(engine, recorded.copy(from, to), speech);
    DecodingOptions present = options;
    CompletableFuture<List<Part>> parts = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("recognition-window")
        .start(
            () -> {
              engine.recordingWindows().acquireUninterruptibly();
              try {
                parts.complete(window.decode(present, use));
              } catch (RuntimeException | Error e) {
                parts.completeExceptionally(e);
              } finally {
                engine.recordingWindows().release();
              }
            });
    started.addLast(new Started(recordingStart + from, recordingStart + to, parts));
    if (options.languages().size() != 1) {
      // The first window with speech decides the language of the recording.
      deliver();
    }
  }

  private void deliver() {
    Started window = started.getFirst();
    List<Part> parts = InferenceExecutor.await(window.parts);
    started.removeFirst();
    for (Part part : parts) {
      throwIfCancelled();
      listener.accept(transcript(window, part));
      if (!part.decoded().language().isEmpty()) {
        options = options.withLanguages(List.of(part.decoded().language()));
      }
    }
    timeline.discard(window.end);
  }

  private Transcript.Final transcript(Started window, Part part) {
    return new Transcript.Final(
        utterance++,
        part.decoded().language(),
        timeline.position(window.end),
        part.text(),
        timeline.position(window.offset + part.start()),
        timeline.position(Math.min(window.offset + part.end(), window.end)),
        part.words().stream().map(word -> word(window.offset + part.wordOffset(), word)).toList(),
        part.decoded().hypothesis().averageLogProbability(),
        part.decoded().noSpeechProbability());
  }

  private Word word(long offset, AlignedWord word) {
    return new Word(
        word.text().strip(),
        timeline.position(offset + Math.round(word.start() * SAMPLES_PER_POSITION)),
        timeline.position(offset + Math.round(word.end() * SAMPLES_PER_POSITION)),
        Math.clamp(word.probability(), 0, 1));
  }
}
