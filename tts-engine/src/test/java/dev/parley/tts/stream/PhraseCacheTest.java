package dev.parley.tts.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.ToneSynthesizer;
import dev.parley.tts.pronunciation.Pronunciation;
import dev.parley.tts.pronunciation.Replacement;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk;
import dev.parley.tts.text.TextChunk.Boundary;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PhraseCacheTest {
  private static final Passage HELLO = passage(0, "Hello there. ");

  private final ToneSynthesizer tones = ToneSynthesizer.duet();
  private final PhraseCache phrases = new PhraseCache(1 << 20);
  private final ChunkSpeaker speaker = remembering(ToneSynthesizer.TONE);

  @Test
  void whatWasSaidIsNotComputedAgain() {
    SpokenChunk first = speaker.speak(HELLO, true).join();
    SpokenChunk again = speaker.speak(passage(70, "Hello there. "), false).join();

    assertThat(again).isSameAs(first);
    assertThat(tones.passages()).containsExactly(HELLO);
  }

  @Test
  void whatSoundsOtherwiseIsAnotherPhrase() {
    speaker.speak(HELLO, true).join();
    TextChunk chunk = HELLO.chunk();
    List<Passage> others =
        List.of(
            passage(0, "Hello then. "),
            Passage.of(new TextChunk(0, chunk.text(), Boundary.CLAUSE)),
            new Passage(chunk, Prosody.atRate(1.5), "", List.of()),
            new Passage(chunk, Prosody.NEUTRAL, "de", List.of()),
            new Passage(
                chunk,
                Prosody.NEUTRAL,
                "",
                List.of(new Replacement(0, 5, new Pronunciation.Alias("Goodbye")))));
    others.forEach(other -> speaker.speak(other, false).join());
    remembering(ToneSynthesizer.HUM).speak(HELLO, true).join();

    assertThat(tones.passages()).hasSize(2 + others.size());
  }

  @Test
  void failuresAreNotRemembered() {
    Passage broken = passage(0, "All " + ToneSynthesizer.FAILURE + ". ");

    assertThat(speaker.speak(broken, true)).isCompletedExceptionally();
    assertThat(speaker.speak(broken, true)).isCompletedExceptionally();
    assertThat(tones.passages()).hasSize(2);
  }

  @Test
  void cancellingReachesTheVoice() throws InterruptedException {
    ToneSynthesizer held = ToneSynthesizer.held();
    ChunkSpeaker slow =
        phrases.remembering(ToneSynthesizer.TONE, held.speaker(ToneSynthesizer.TONE));
    CompletableFuture<SpokenChunk> cancelled = slow.speak(HELLO, true);
    cancelled.cancel(false);
    held.step();

    CompletableFuture<SpokenChunk> again = slow.speak(HELLO, true);
    assertThat(again).isNotDone();
    held.step();
    assertThat(again).isCompleted();
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 200; i++) {
      speaker.speak(passage(0, "Sentence number " + i + " of some length. "), false).join();
    }
    int computed = tones.passages().size();
    for (int i = 0; i < 200; i++) {
      speaker.speak(passage(0, "Sentence number " + i + " of some length. "), false).join();
    }

    // A sentence takes about 160 kB, so a megabyte holds six of them.
    assertThat(tones.passages().size() - computed).isGreaterThan(150);
  }

  private ChunkSpeaker remembering(dev.parley.tts.Voice voice) {
    return phrases.remembering(voice, tones.speaker(voice));
  }

  private static Passage passage(int start, String text) {
    return Passage.of(new TextChunk(start, text, Boundary.SENTENCE));
  }
}
