package dev.parley.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BlockFourierTransformTest {
  private static final int FRAMES = 3;
  private static final int LENGTH = BlockFourierTransform.LENGTH;

  private final BlockFourierTransform transform = new BlockFourierTransform();
  private final float[][] real = BlockFourierTransform.rows(FRAMES);
  private final float[][] imaginary = BlockFourierTransform.rows(FRAMES);
  private final float[][] samples = new float[FRAMES][LENGTH];

  BlockFourierTransformTest() {
    SplittableRandom random = new SplittableRandom(7);
    for (int t = 0; t < FRAMES; t++) {
      for (int i = 0; i < LENGTH; i++) {
        samples[t][i] = (float) random.nextDouble(-1, 1);
        (i % 2 == 0 ? real : imaginary)[i / 2][t] = samples[t][i];
      }
    }
  }

  @Test
  void spectrumIsThatOfTheDefinition() {
    transform.forward(real, imaginary);

    for (int t = 0; t < FRAMES; t++) {
      for (int bin = 0; bin < BlockFourierTransform.BINS; bin++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < LENGTH; i++) {
          double angle = -2 * Math.PI * bin * i / LENGTH;
          re += samples[t][i] * Math.cos(angle);
          im += samples[t][i] * Math.sin(angle);
        }
        assertThat((double) real[bin][t]).isCloseTo(re, within(1e-4));
        assertThat((double) imaginary[bin][t]).isCloseTo(im, within(1e-4));
      }
    }
  }

  @Test
  void inverseGivesTheSamplesBack() {
    transform.forward(real, imaginary);
    transform.inverse(real, imaginary);

    for (int t = 0; t < FRAMES; t++) {
      for (int i = 0; i < LENGTH; i++) {
        float sample = (i % 2 == 0 ? real : imaginary)[i / 2][t] / (LENGTH / 2);
        assertThat(sample).isCloseTo(samples[t][i], within(1e-6f));
      }
    }
  }
}
