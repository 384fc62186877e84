package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SamplerTest {
  private static final int[] NOTHING = {};

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(3);
  }

  private static Sampling sampling(double temperature, int topK, double topP, double minP) {
    return new Sampling(temperature, topK, topP, minP, 1, 0);
  }

  /// How often each of four tokens is chosen.
  private static double[] shares(Sampling sampling, double... probabilities) {
    Sampler sampler = new Sampler(sampling, random());
    double[] shares = new double[probabilities.length];
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      float[] scores = new float[probabilities.length];
      for (int token = 0; token < scores.length; token++) {
        scores[token] = (float) Math.log(probabilities[token]);
      }
      shares[sampler.choose(scores, NOTHING, 0)] += 1.0 / draws;
    }
    return shares;
  }

  @Test
  void withoutTemperatureTheLikeliestIsTaken() {
    Sampler sampler = new Sampler(sampling(0, 40, 1, 0), random());

    assertThat(sampler.choose(new float[] {1, 3, 2, 3}, NOTHING, 0)).isEqualTo(1);
  }

  @Test
  void atTemperatureOneTokensComeAsOftenAsTheyAreLikely() {
    assertThat(shares(sampling(1, 40, 1, 0), 0.1, 0.5, 0.3, 0.1))
        .containsExactly(new double[] {0.1, 0.5, 0.3, 0.1}, within(0.02));
  }

  @Test
  void aHighTemperatureEvensOut() {
    double[] shares = shares(sampling(2, 40, 1, 0), 0.64, 0.16, 0.16, 0.04);

    assertThat(shares).containsExactly(new double[] {0.444, 0.222, 0.222, 0.111}, within(0.02));
  }

  @Test
  void boundsLeaveTheLikeliest() {
    assertThat(shares(sampling(1, 2, 1, 0), 0.1, 0.5, 0.25, 0.15))
        .containsExactly(new double[] {0, 0.667, 0.333, 0}, within(0.02));
    assertThat(shares(sampling(1, 40, 0.7, 0), 0.1, 0.5, 0.25, 0.15))
        .containsExactly(new double[] {0, 0.667, 0.333, 0}, within(0.02));
    assertThat(shares(sampling(1, 40, 1, 0.4), 0.1, 0.5, 0.25, 0.15))
        .containsExactly(new double[] {0, 0.667, 0.333, 0}, within(0.02));
  }

  @Test
  void whatCameLatelyIsLessLikely() {
    Sampler sampler = new Sampler(new Sampling(0, 40, 1, 0, 1.5, 2), random());
    int[] earlier = {2, 0, 3, 9, 9};

    assertThat(sampler.choose(new float[] {3, 2.5f, 4, -1}, earlier, 3)).isEqualTo(2);
    assertThat(sampler.choose(new float[] {3, 2.5f, 2, -1}, earlier, 3)).isEqualTo(1);
    assertThat(sampler.choose(new float[] {-3, -2, -4, -1.5f}, earlier, 3)).isEqualTo(1);
  }

  @Test
  void senselessSettingsAreRefused() {
    assertThatThrownBy(() -> sampling(3, 40, 1, 0)).hasMessageContaining("between 0 and 2");
    assertThatThrownBy(() -> sampling(1, 0, 1, 0)).hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> sampling(1, 40, 0, 0)).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> new Sampling(1, 40, 1, 0, 0.5, 64))
        .hasMessageContaining("divided by 1 to 2");
  }
}
