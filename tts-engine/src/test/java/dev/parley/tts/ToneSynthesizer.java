package dev.parley.tts;

import dev.parley.audio.PcmFormat;
import dev.parley.tts.stream.ChunkedSynthesisStream;
import dev.parley.tts.stream.SpokenChunk;
import dev.parley.tts.text.SpeakableText;
import dev.parley.tts.text.TextChunk;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Speaks a tone instead of words. Its length counts the characters and its pitch depends on them,
/// so a test can measure what was said: see [#samplesOf] and [#pitchOf].
///
/// A held synthesiser makes no chunk before [#step] allows it.
public final class ToneSynthesizer implements SpeechSynthesizer {
  public static final Voice TONE =
      new Voice("tone", "en-US", Gender.UNKNOWN, "tone", "CC0-1.0", new PcmFormat(24_000));

  /// A text that holds this word cannot be spoken.
  public static final String FAILURE = "kaputt";

  private static final int SAMPLES_A_CHARACTER = 24_000 / 20;

  private record Held(TextChunk chunk, CompletableFuture<SpokenChunk> spoken) {}

  private final boolean holding;
  private final Queue<Held> held = new ArrayDeque<>();
  private final Semaphore asked = new Semaphore(0);

  private ToneSynthesizer(boolean holding) {
    this.holding = holding;
  }

  /// Speaks at once.
  public static ToneSynthesizer immediate() {
    return new ToneSynthesizer(false);
  }

  /// Speaks one chunk for each [#step].
  public static ToneSynthesizer held() {
    return new ToneSynthesizer(true);
  }

  /// Waits until a chunk has been asked for and makes it; chunks of several streams come in the
  /// order in which they were asked for.
  ///
  /// @return its text
  public String step() throws InterruptedException {
    asked.acquire();
    Held next;
    synchronized (held) {
      next = held.remove();
    }
    next.spoken().complete(tone(next.chunk(), 1));
    return next.chunk().text();
  }

  /// How many samples a chunk of text has at speed 1.
  public static int samplesOf(String text) {
    SpeakableText speakable = SpeakableText.of(text);
    return speakable.isSpeakable() ? speakable.text().strip().length() * SAMPLES_A_CHARACTER : 0;
  }

  /// The pitch of a chunk in Hz: 200 to 1,223.
  public static int pitchOf(String text) {
    return 200 + (SpeakableText.of(text).text().strip().hashCode() & 0x3FF);
  }

  @Override
  public List<Voice> voices() {
    return List.of(TONE);
  }

  @Override
  public SynthesisStream open(
      Voice voice, SynthesisSettings settings, Consumer<SynthesizedAudio> listener) {
    if (!voice.equals(TONE)) {
      throw new IllegalArgumentException("There is no voice '" + voice.name() + "' here.");
    }
    return ChunkedSynthesisStream.open(
        TONE.name(), TONE.format(), (chunk, first) -> speak(chunk, settings.speed()), listener);
  }

  @Override
  public void close() {}

  private CompletableFuture<SpokenChunk> speak(TextChunk chunk, double speed) {
    if (chunk.text().contains(FAILURE)) {
      return CompletableFuture.failedFuture(new IllegalStateException("The tone generator broke."));
    }
    if (!holding) {
      return CompletableFuture.completedFuture(tone(chunk, speed));
    }
    CompletableFuture<SpokenChunk> spoken = new CompletableFuture<>();
    synchronized (held) {
      held.add(new Held(chunk, spoken));
    }
    asked.release();
    return spoken;
  }

  private static SpokenChunk tone(TextChunk chunk, double speed) {
    float[] samples = new float[(int) (samplesOf(chunk.text()) / speed)];
    double step = 2 * Math.PI * pitchOf(chunk.text()) / TONE.format().sampleRate();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(step * i));
    }
    return new SpokenChunk(samples, List.of());
  }
}
