package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.tts.Markup;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesizedAudio;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SpokenTextTest {
  private static final PcmFormat FORMAT = new PcmFormat(24_000);

  @Test
  void theTextOfAPieceIsHeardWithAllOfItsParts() {
    SpokenText text = new SpokenText(Markup.PLAIN);
    List<SpokenWord> words = List.of(new SpokenWord(0, 5, 0, 90), new SpokenWord(6, 11, 120, 180));
    text.add(new SynthesizedAudio(0, 0, "Hello there. ", audio(0, 100), words));
    text.add(new SynthesizedAudio(0, 13, "", audio(100, 100), List.of()));
    text.add(new SynthesizedAudio(1, 13, "Bye.", audio(200, 50), List.of()));

    assertThat(text.heardUntil(44)).isEmpty();
    assertThat(text.heardUntil(45)).isEqualTo("Hello");
    assertThat(text.heardUntil(149)).isEqualTo("Hello");
    assertThat(text.heardUntil(150)).isEqualTo("Hello there. ");
    assertThat(text.heardUntil(250)).isEqualTo("Hello there. Bye.");
    assertThat(text.whole()).isEqualTo("Hello there. Bye.");
  }

  private static PcmFrame audio(long position, int length) {
    return PcmFrame.of(FORMAT, position, new float[length]);
  }
}
