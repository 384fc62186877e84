package dev.parley.load.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DistributionTest {
  @Test
  void quantilesLieBetweenNeighbours() {
    Distribution values = Distribution.of(4, 1, 3, 2);

    assertThat(values.median()).isEqualTo(2.5);
    assertThat(values.quantile(0)).isEqualTo(1);
    assertThat(values.maximum()).isEqualTo(4);
    assertThat(values.quantile(0.95)).isCloseTo(3.85, within());
    assertThat(values.sum()).isEqualTo(10);
  }

  @Test
  void anEmptySampleHasNoQuantiles() {
    assertThat(Distribution.of().median()).isNaN();
    assertThat(MarkdownTable.number(Distribution.of().median(), 1)).isEqualTo("-");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
