package dev.parley.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ToneSynthesizerTest extends SpeechSynthesizerContract {
  @Override
  protected SpeechSynthesizer synthesizer() {
    return ToneSynthesizer.immediate();
  }

  @Test
  void lengthAndPitchTellWhatWasSaid() throws InterruptedException {
    BlockingQueue<SynthesizedAudio> heard = new LinkedBlockingQueue<>();
    try (SynthesisStream stream =
        synthesizer().open(ToneSynthesizer.TONE, SynthesisSettings.DEFAULT, heard::add)) {
      stream.write("Hello there.");
      stream.finish();
    }

    SynthesizedAudio piece = heard.remove();
    int length = piece.audio().length();
    int crossings = 0;
    for (int i = 1; i < length; i++) {
      if (piece.audio().sample(i - 1) < 0 && piece.audio().sample(i) >= 0) {
        crossings++;
      }
    }
    assertThat(length).isEqualTo(ToneSynthesizer.samplesOf("Hello there."));
    assertThat((double) crossings * 24_000 / length)
        .isBetween(
            ToneSynthesizer.pitchOf("Hello there.") - 4.0,
            ToneSynthesizer.pitchOf("Hello there.") + 4.0);
  }

  @Test
  void aHeldSynthesizerWaitsForItsSteps() throws InterruptedException {
    ToneSynthesizer held = ToneSynthesizer.held();
    BlockingQueue<SynthesizedAudio> heard = new LinkedBlockingQueue<>();
    try (SynthesisStream stream =
        held.open(ToneSynthesizer.TONE, SynthesisSettings.DEFAULT, heard::add)) {
      stream.write("One.\nTwo.\nThree.\nFour.\nFive.\n");
      assertThat(held.step()).isEqualTo("One.\n");
      assertThat(heard.take().text()).isEqualTo("One.\n");
      assertThat(held.step()).isEqualTo("Two.\n");
      assertThat(heard.take().text()).isEqualTo("Two.\n");
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void aFailureEndsTheReplyBehindWhatWasSpoken() {
    List<SynthesizedAudio> heard = new ArrayList<>();
    SynthesisStream stream =
        synthesizer().open(ToneSynthesizer.TONE, SynthesisSettings.DEFAULT, heard::add);
    stream.write("Fine.\nThis is " + ToneSynthesizer.FAILURE + ".\nNever said.");

    assertThatThrownBy(stream::finish)
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("The tone generator broke.");
    stream.cancel();
    assertThat(heard).extracting(SynthesizedAudio::text).containsExactly("Fine.\n");
  }
}
