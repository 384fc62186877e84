package dev.parley.asr.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The named tensors of one container, as the file calls them.
///
/// @param file for messages
record TensorSource(Path file, Map<String, Weight.Stored> tensors) {

  /// @throws CheckpointException if there is no such tensor
  Weight.Stored require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new CheckpointException(
                    file, "has no tensor '" + name + "', so it is no Whisper model"));
  }

  Optional<Weight.Stored> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /// The tensors one below the other.
  ///
  /// @throws CheckpointException if one is missing or they differ in width
  Weight stack(String... names) {
    List<Weight> parts = List.of(names).stream().<Weight>map(this::require).toList();
    List<Long> inner = parts.getFirst().shape();
    for (int i = 1; i < names.length; i++) {
      List<Long> shape = parts.get(i).shape();
      if (!shape.subList(1, shape.size()).equals(inner.subList(1, inner.size()))) {
        throw new CheckpointException(
            file,
            "is damaged: the tensor '%s' has the shape %s, which does not go with %s of '%s'"
                .formatted(names[i], shape, inner, names[0]));
      }
    }
    return new Weight.Stacked(parts);
  }

  /// The number of consecutive layers, counted from 0, that have the tensor `format`.
  int layers(String format) {
    int count = 0;
    while (tensors.containsKey(format.formatted(count))) {
      count++;
    }
    return count;
  }
}
