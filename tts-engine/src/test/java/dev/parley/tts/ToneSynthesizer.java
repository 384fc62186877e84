package dev.parley.tts;

import dev.parley.audio.PcmFormat;
import dev.parley.tts.pronunciation.Ipa;
import dev.parley.tts.pronunciation.KnownSymbols;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.stream.ChunkSpeaker;
import dev.parley.tts.stream.ChunkedSynthesizer;
import dev.parley.tts.stream.Passage;
import dev.parley.tts.stream.SpokenChunk;
import dev.parley.tts.text.SpeakableText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/// Speaks a tone instead of words. Its length counts the characters and its pitch depends on them,
/// so a test can measure what was said: see [#samplesOf] and [#pitchOf].
///
/// It knows all phonemes but [#UNKNOWN_PHONEME]. A held synthesiser makes no chunk before [#step]
/// allows it.
public final class ToneSynthesizer implements ChunkedSynthesizer {
  public static final Voice TONE =
      new Voice("tone", "en-US", Gender.UNKNOWN, "tone", "CC0-1.0", new PcmFormat(24_000));

  /// The second voice of a duet, at another rate.
  public static final Voice HUM =
      new Voice("hum", "de-DE", Gender.UNKNOWN, "tone", "CC0-1.0", new PcmFormat(16_000));

  /// A text that holds this word cannot be spoken.
  public static final String FAILURE = "kaputt";

  public static final String UNKNOWN_PHONEME = "ʏ";

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}'-]+");

  private record Held(Passage passage, CompletableFuture<SpokenChunk> spoken) {}

  private final List<Voice> voices;
  private final boolean holding;
  private final boolean timed;
  private final Queue<Held> held = new ArrayDeque<>();
  private final Semaphore asked = new Semaphore(0);
  private final List<Passage> passages = Collections.synchronizedList(new ArrayList<>());

  private ToneSynthesizer(List<Voice> voices, boolean holding, boolean timed) {
    this.voices = voices;
    this.holding = holding;
    this.timed = timed;
  }

  /// Speaks at once.
  public static ToneSynthesizer immediate() {
    return new ToneSynthesizer(List.of(TONE), false, false);
  }

  /// Speaks one chunk for each [#step].
  public static ToneSynthesizer held() {
    return new ToneSynthesizer(List.of(TONE), true, false);
  }

  /// Speaks at once with two voices, and knows when its words are heard.
  public static ToneSynthesizer duet() {
    return new ToneSynthesizer(List.of(TONE, HUM), false, true);
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
    next.spoken().complete(tone(TONE, next.passage()));
    return next.passage().chunk().text();
  }

  /// How many samples a chunk of text has at speed 1.
  public static int samplesOf(String text) {
    return samplesOf(text, TONE);
  }

  /// How many samples a chunk of text has with a voice at speed 1.
  public static int samplesOf(String text, Voice voice) {
    SpeakableText speakable = SpeakableText.of(text);
    return speakable.isSpeakable()
        ? speakable.text().strip().length() * samplesOfCharacter(voice)
        : 0;
  }

  /// The pitch of a chunk in Hz: 200 to 1,223.
  public static int pitchOf(String text) {
    return 200 + (SpeakableText.of(text).text().strip().hashCode() & 0x3FF);
  }

  /// What has been asked for so far, of all streams.
  public List<Passage> passages() {
    return List.copyOf(passages);
  }

  @Override
  public List<Voice> voices() {
    return voices;
  }

  @Override
  public ChunkSpeaker speaker(Voice voice) {
    if (!voices.contains(voice)) {
      throw new IllegalArgumentException("There is no voice '" + voice.name() + "' here.");
    }
    return new Speaker(voice);
  }

  @Override
  public void close() {}

  private final class Speaker implements ChunkSpeaker {
    private final Voice voice;

    Speaker(Voice voice) {
      this.voice = voice;
    }

    @Override
    public PhonemeInventory phonemes() {
      return sounds ->
          KnownSymbols.require(
              sounds.symbols(), Ipa.of(sounds), symbol -> symbol != UNKNOWN_PHONEME.charAt(0));
    }

    @Override
    public boolean speaksFirstAlone() {
      return false;
    }

    @Override
    public CompletableFuture<SpokenChunk> speak(Passage passage, boolean first) {
      passages.add(passage);
      if (passage.chunk().text().contains(FAILURE)) {
        return CompletableFuture.failedFuture(
            new IllegalStateException("The tone generator broke."));
      }
      if (!holding) {
        return CompletableFuture.completedFuture(tone(voice, passage));
      }
      CompletableFuture<SpokenChunk> spoken = new CompletableFuture<>();
      synchronized (held) {
        held.add(new Held(passage, spoken));
      }
      asked.release();
      return spoken;
    }
  }

  private SpokenChunk tone(Voice voice, Passage passage) {
    String text = passage.chunk().text();
    Prosody prosody = passage.prosody();
    float[] samples = new float[(int) (samplesOf(text, voice) / prosody.rate())];
    double step = 2 * Math.PI * pitchOf(text) / voice.format().sampleRate();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * prosody.gain() * Math.sin(step * i));
    }
    return new SpokenChunk(samples, timed ? words(voice, passage) : List.of());
  }

  private static List<SpokenWord> words(Voice voice, Passage passage) {
    SpeakableText text = SpeakableText.of(passage.chunk().text());
    int leading = text.text().length() - text.text().stripLeading().length();
    double length = samplesOfCharacter(voice) / passage.prosody().rate();
    return WORD.matcher(text.text())
        .results()
        .map(
            word ->
                new SpokenWord(
                    text.source(word.start()),
                    text.source(word.end() - 1) + 1,
                    (long) ((word.start() - leading) * length),
                    (long) ((word.end() - leading) * length)))
        .toList();
  }

  private static int samplesOfCharacter(Voice voice) {
    return voice.format().sampleRate() / 20;
  }
}
