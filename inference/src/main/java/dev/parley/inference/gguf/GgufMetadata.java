package dev.parley.inference.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The settings of a GGUF file by name. Immutable.
///
/// A setting of another type than the one asked for is refused with a [GgufException], and so is a
/// missing one by the methods that give no `Optional`.
public final class GgufMetadata {
  private final Path file;
  private final Map<String, MetadataValue> values;

  GgufMetadata(Path file, Map<String, MetadataValue> values) {
    this.file = file;
    this.values = Map.copyOf(values);
  }

  public String text(String key) {
    return findText(key).orElseThrow(() -> missing(key));
  }

  public Optional<String> findText(String key) {
    return switch (values.get(key)) {
      case null -> Optional.empty();
      case MetadataValue.Text(String value) -> Optional.of(value);
      case MetadataValue other -> throw wrongType(key, other, "a text");
    };
  }

  public int whole(String key) {
    return findWhole(key).orElseThrow(() -> missing(key));
  }

  public OptionalInt findWhole(String key) {
    MetadataValue value = values.get(key);
    return value == null ? OptionalInt.empty() : OptionalInt.of(toInt(key, value));
  }

  public double number(String key) {
    return findNumber(key).orElseThrow(() -> missing(key));
  }

  public OptionalDouble findNumber(String key) {
    return switch (values.get(key)) {
      case null -> OptionalDouble.empty();
      case MetadataValue.Real(double value) -> OptionalDouble.of(value);
      case MetadataValue.Whole(long value) -> OptionalDouble.of((double) value);
      case MetadataValue other -> throw wrongType(key, other, "a number");
    };
  }

  /// @param otherwise where the file has no such setting
  public boolean flag(String key, boolean otherwise) {
    return switch (values.get(key)) {
      case null -> otherwise;
      case MetadataValue.Flag(boolean value) -> value;
      case MetadataValue other -> throw wrongType(key, other, "a flag");
    };
  }

  public List<String> texts(String key) {
    return items(key).stream()
        .map(
            item -> {
              if (item instanceof MetadataValue.Text(String value)) {
                return value;
              }
              throw wrongType(key, item, "a list of texts");
            })
        .toList();
  }

  /// An array of the caller's own.
  public int[] wholes(String key) {
    return items(key).stream().mapToInt(item -> toInt(key, item)).toArray();
  }

  private List<MetadataValue> items(String key) {
    return switch (values.get(key)) {
      case null -> throw missing(key);
      case MetadataValue.Items(List<MetadataValue> items) -> items;
      case MetadataValue other -> throw wrongType(key, other, "a list");
    };
  }

  private int toInt(String key, @Nullable MetadataValue value) {
    if (value instanceof MetadataValue.Whole(long whole) && whole == (int) whole) {
      return (int) whole;
    }
    throw wrongType(key, value, "a whole number of ordinary size");
  }

  private GgufException missing(String key) {
    return new GgufException(
        file, "lacks the setting '%s'".formatted(key), GgufFile.OTHER_FILE_REMEDY);
  }

  private GgufException wrongType(String key, @Nullable MetadataValue value, String wanted) {
    return new GgufException(
        file,
        "has %s as '%s', which should be %s"
            .formatted(value == null ? "nothing" : value.kind(), key, wanted),
        GgufFile.OTHER_FILE_REMEDY);
  }
}
