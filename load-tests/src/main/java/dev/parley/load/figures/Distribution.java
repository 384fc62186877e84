package dev.parley.load.figures;

import java.util.Arrays;
import java.util.Collection;

/// A sample of measured values. Immutable.
public final class Distribution {
  private final double[] sorted;

  private Distribution(double... sorted) {
    this.sorted = sorted;
  }

  public static Distribution of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Distribution(sorted);
  }

  public static Distribution of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  public int count() {
    return sorted.length;
  }

  /// The value below which a share of the sample lies, interpolated between neighbours; not a
  /// number for an empty sample.
  ///
  /// @param share 0 to 1
  public double quantile(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  public double median() {
    return quantile(0.5);
  }

  public double maximum() {
    return quantile(1);
  }

  /// Median, 95th and 99th percentile, rounded, for a cell of a table.
  public String summary() {
    return count() == 0
        ? "-"
        : "%s / %s / %s"
            .formatted(
                MarkdownTable.number(median(), 0),
                MarkdownTable.number(quantile(0.95), 0),
                MarkdownTable.number(quantile(0.99), 0));
  }

  public double sum() {
    return Arrays.stream(sorted).sum();
  }
}
