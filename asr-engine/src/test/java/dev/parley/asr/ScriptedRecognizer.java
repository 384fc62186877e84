package dev.parley.asr;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A recogniser that says what its script says, for tests of what is built on recognisers.
///
/// Each utterance of a stream that has audio takes the next script. Its partials come as soon as
/// the utterance has as many samples as the script demands, its final with the flush; further
/// utterances are empty. The listener is called on the thread that writes or flushes, so tests need
/// not wait. In file mode the same holds, without partials.
public final class ScriptedRecognizer implements SpeechRecognizer {
  /// What is said in one utterance.
  ///
  /// @param partials in the order of their times
  /// @param text of the final
  public record Script(List<Partial> partials, String text) {
    public Script {
      partials = List.copyOf(partials);
    }

    /// An utterance without partials.
    public static Script of(String text) {
      return new Script(List.of(), text);
    }

    /// The same with one more partial.
    public Script withPartial(long afterSamples, String committed, String tentative) {
      List<Partial> more = new ArrayList<>(partials);
      more.add(new Partial(afterSamples, committed, tentative));
      return new Script(more, text);
    }
  }

  /// What is heard in the middle of an utterance.
  ///
  /// @param afterSamples of the utterance
  public record Partial(long afterSamples, String committed, String tentative) {}

  private final List<Script> scripts;
  private final List<RecognitionOptions> opened = new CopyOnWriteArrayList<>();
  private volatile Lag lag = Lag.NONE;
  private final AtomicInteger pauses = new AtomicInteger();
  private volatile @Nullable RuntimeException failure;

  public ScriptedRecognizer(Script... scripts) {
    this.scripts = List.of(scripts);
  }

  /// The options of every stream opened so far.
  public List<RecognitionOptions> opened() {
    return List.copyOf(opened);
  }

  /// How often a stream was told that the speaker paused, less those pauses that ended.
  public int pauses() {
    return pauses.get();
  }

  /// From now on all streams are so far behind.
  public void lag(Lag present) {
    lag = present;
  }

  /// From now on the engine fails: every [RecognitionStream#finish] throws.
  public void fail(RuntimeException cause) {
    failure = cause;
  }

  @Override
  public RecognitionStream open(RecognitionOptions options, Consumer<Transcript> listener) {
    for (String language : options.languages()) {
      if (!languages().contains(language)) {
        throw new IllegalArgumentException(
            "The script does not know the language '%s'.".formatted(language));
      }
    }
    opened.add(options);
    return new Stream(options, listener);
  }

  @Override
  public List<String> languages() {
    return List.of("de", "en");
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public void close() {}

  private final class Stream implements RecognitionStream {
    private final RecognitionOptions options;
    private final Consumer<Transcript> listener;
    private int utterance;
    private int nextScript;
    private int nextPartial;
    private long start;
    private long samples;
    private long end;
    private boolean open;
    private boolean finished;
    private volatile boolean cancelled;

    Stream(RecognitionOptions options, Consumer<Transcript> listener) {
      this.options = options;
      this.listener = listener;
    }

    @Override
    public PcmFormat format() {
      return PcmFormat.SPEECH;
    }

    @Override
    public String describe() {
      return "scripted recogniser";
    }

    @Override
    public synchronized void write(PcmFrame frame) {
      if (!frame.format().equals(format())) {
        throw new IllegalArgumentException("The script takes 16000 Hz.");
      }
      if (finished) {
        throw new IllegalStateException("The stream has been finished.");
      }
      if (frame.position() < end) {
        throw new IllegalArgumentException("The frame is out of order.");
      }
      if (!open) {
        open = true;
        start = frame.position();
      }
      samples += frame.length();
      end = frame.end();
      List<Partial> partials = script().partials();
      while (wantsPartials()
          && nextPartial < partials.size()
          && partials.get(nextPartial).afterSamples() <= samples) {
        Partial partial = partials.get(nextPartial++);
        deliver(
            new Transcript.Partial(
                utterance, language(), end, partial.committed(), partial.tentative(), List.of()));
      }
    }

    @Override
    public Lag lag() {
      return lag;
    }

    @Override
    public void pause() {
      pauses.incrementAndGet();
    }

    @Override
    public void resume() {
      pauses.decrementAndGet();
    }

    @Override
    public synchronized void flush() {
      String text = open ? script().text() : "";
      if (open) {
        nextScript++;
      } else {
        start = end;
      }
      List<Word> words = options.words() ? words(text) : List.of();
      deliver(
          new Transcript.Final(
              utterance++, language(), end, text, start, end, words, text.isEmpty() ? 0 : -0.2, 0));
      open = false;
      samples = 0;
      nextPartial = 0;
    }

    @Override
    public synchronized void finish() {
      if (!finished && !cancelled && open) {
        flush();
      }
      finished = true;
      RuntimeException cause = failure;
      if (cause != null) {
        throw new RecognitionException("The scripted engine failed.", cause);
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    private Script script() {
      return nextScript < scripts.size() ? scripts.get(nextScript) : Script.of("");
    }

    private boolean wantsPartials() {
      return options.partials() && options.mode() == RecognitionOptions.Mode.LIVE;
    }

    private String language() {
      return options.languages().size() == 1 ? options.languages().getFirst() : "en";
    }

    private List<Word> words(String text) {
      if (text.isBlank()) {
        return List.of();
      }
      List<String> parts = List.of(text.strip().split("\\s+"));
      List<Word> words = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        long length = end - start;
        words.add(
            new Word(
                parts.get(i),
                start + length * i / parts.size(),
                start + length * (i + 1) / parts.size(),
                1));
      }
      return words;
    }

    private void deliver(Transcript transcript) {
      if (!cancelled && failure == null) {
        listener.accept(transcript);
      }
    }
  }
}
