package dev.parley.inference.gguf;

import java.util.List;

/// A setting in a GGUF file.
sealed interface MetadataValue {
  /// A whole number; unsigned ones of 64 bits beyond the range of `long` are negative.
  record Whole(long value) implements MetadataValue {}

  record Real(double value) implements MetadataValue {}

  record Flag(boolean value) implements MetadataValue {}

  record Text(String value) implements MetadataValue {}

  record Items(List<MetadataValue> values) implements MetadataValue {}

  /// What kind of value this is, for messages.
  default String kind() {
    return switch (this) {
      case Whole _ -> "a whole number";
      case Real _ -> "a number";
      case Flag _ -> "a flag";
      case Text _ -> "a text";
      case Items _ -> "a list";
    };
  }
}
