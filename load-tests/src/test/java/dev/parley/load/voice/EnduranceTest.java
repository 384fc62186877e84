package dev.parley.load.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.PullListener;
import dev.parley.server.Engines;
import dev.parley.server.config.ServerConfig.InferenceSettings;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.Voice;
import dev.parley.tts.stream.PhraseCache;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The real voice with a text that is long for it, and with a few listeners.
@Tag("model")
class EnduranceTest {
  private static final List<String> SENTENCES =
      List.of("One moment, please.", "The number is not answering.", "Good bye");

  @Test
  void allIsSpokenInOrder() throws Exception {
    InferenceSettings settings = new InferenceSettings("cpu", 1, null, null, null);
    try (Engines engines = Engines.open(settings, ModelStore.standard(), PullListener.logging())) {
      SpeechSynthesizer synthesizer = engines.synthesizer("heart", PhraseCache.none());
      Voice voice = synthesizer.voices().getFirst();

      LongText text = LongText.speak(synthesizer, voice, Sentences.text(SENTENCES, 0, 120));
      String many =
          new ManyListeners(synthesizer, voice)
              .run(List.of("One moment. Hello.", "Good bye. Hello."))
              .toString()
              .replaceAll(" +", " ");

      // A line of names, a rule, and the start and each tenth of the text.
      assertThat(text.table().toString().lines()).hasSize(2 + 11);
      assertThat(text.summary()).contains("times real time");
      assertThat(many)
          .contains(
              "| pieces | 4 |",
              "| out of order | 0 |",
              "| texts that were not spoken to their end | 0 |");
    }
  }
}
