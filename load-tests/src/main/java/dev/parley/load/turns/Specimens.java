package dev.parley.load.turns;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.SpeechProbabilityRecorder;
import dev.parley.audio.vad.SpeechSegment;
import dev.parley.audio.vad.SpeechSegments;
import dev.parley.audio.vad.VadSettings;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.client.VoiceClient;
import dev.parley.load.caller.Sound;
import dev.parley.load.corpus.Clip;
import dev.parley.load.corpus.Samples;
import dev.parley.load.turns.Specimen.Pause;
import dev.parley.load.turns.Specimen.Variant;
import dev.parley.load.words.ServerWords;
import dev.parley.proto.v1.Word;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Makes specimens of clips. The same seed makes the same ones.
final class Specimens {
  private static final Set<String> SENTENCES =
      Set.of("vctk", "arctic_kathleen", "telephony/asterisk_en");
  private static final String HESITANT = "endofturn_disfluency";
  private static final int SHORTEST_PAUSE = 700;
  private static final int LONGEST_PAUSE = 1_500;

  private final VoiceClient client;
  private final VoiceActivityModel voice;
  private final boolean room;
  private final long seed;

  /// @param client of a server that tells the times of words
  /// @param voice tells where voice ends
  /// @param room whether pauses have the noise of their recording's room
  Specimens(VoiceClient client, VoiceActivityModel voice, boolean room, long seed) {
    this.client = client;
    this.voice = voice;
    this.room = room;
    this.seed = seed;
  }

  /// Whether a clip is one complete sentence.
  ///
  /// @param chosen whether the user chose clips, so that any folder is welcome
  static boolean isSentence(Clip clip, boolean chosen) {
    String text = clip.transcript().strip();
    return (chosen || SENTENCES.contains(clip.category()))
        && !isHesitant(clip)
        && clip.language().startsWith("en")
        && text.matches("(?s).*\\p{L}[.!?]\"?")
        && !text.matches("(?s).*[.!?]\"?\\s.*");
  }

  static boolean isHesitant(Clip clip) {
    return clip.category().equals(HESITANT);
  }

  /// Not more than so many of a list, from all over it.
  static <T> List<T> spread(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * all.size() / most)));
    }
    return some;
  }

  /// The clip as it is.
  Specimen whole(Clip clip, Variant variant) throws IOException {
    Sound sound = Sound.of(clip.file(), Sound.Kind.SPEECH, Samples.of(clip.path()));
    return new Specimen(clip, variant, sound, voicedEnd(sound), Optional.empty());
  }

  /// The clip with a pause; empty if the server hears no word in it that cannot end an utterance.
  Optional<Specimen> paused(Specimen whole) throws IOException, InterruptedException {
    float[] samples = whole.sound().toArray();
    List<PausePlace> places = new ArrayList<>(PausePlace.in(words(samples)));
    Random random = new Random(seed * 31 + whole.clip().file().hashCode());
    Collections.shuffle(places, random);
    for (PausePlace place : places) {
      int position = Math.toIntExact(place.position());
      if (position < whole.earliestEnd()
          && place.isBehindItsWord(words(Arrays.copyOf(samples, position)))) {
        return Optional.of(paused(whole, place, random));
      }
    }
    return Optional.empty();
  }

  private Specimen paused(Specimen whole, PausePlace place, Random random) {
    Duration pause = Duration.ofMillis(random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE + 1));
    int start = Math.toIntExact(place.position());
    int length = Math.toIntExact(PcmFormat.SPEECH.samples(pause));
    return new Specimen(
        whole.clip(),
        Variant.PAUSED,
        PausedSpeech.of(whole.sound(), start, length, room, random),
        whole.voicedEnd() + length,
        Optional.of(new Pause(place.word(), start, start + length)));
  }

  private long voicedEnd(Sound sound) {
    try (SpeechProbabilityRecorder recorder = new SpeechProbabilityRecorder(voice.open())) {
      recorder.write(PcmFrame.of(PcmFormat.SPEECH, 0, sound.toArray()));
      recorder.flush();
      List<SpeechSegment> speech =
          SpeechSegments.of(
              recorder.probabilities(),
              new SpeechSegments.Settings(VadSettings.STANDARD, Duration.ZERO, Duration.ofDays(1)));
      return speech.isEmpty() ? sound.end() : speech.getLast().end();
    }
  }

  private List<Word> words(float... samples) throws IOException, InterruptedException {
    return ServerWords.of(client, List.of(PcmFrame.of(PcmFormat.SPEECH, 0, samples)));
  }
}
