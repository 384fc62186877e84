package dev.parley.inference.onnx;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What runs the models.
public enum Accelerator {
  /// The best one that works, else [#CPU].
  AUTO,
  CPU,
  CUDA,
  TENSORRT,
  COREML;

  /// Reads a setting such as `cuda`, in any case.
  ///
  /// @throws IllegalArgumentException with a sentence that lists the choices
  public static Accelerator of(String name) {
    return Arrays.stream(values())
        .filter(accelerator -> accelerator.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no accelerator '"
                        + name
                        + "'; choose one of "
                        + Arrays.stream(values())
                            .map(Accelerator::toString)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /// The lower-case name that settings and messages use.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
