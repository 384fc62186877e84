package dev.parley.asr.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads safetensors: the length of a JSON header in 64 bits, the header, the data. The header
/// gives the type, shape and place of each tensor.
final class SafetensorsReader {
  /// The limit of the reference implementation.
  private static final long LONGEST_HEADER = 100_000_000;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ObjectMapper JSON = new ObjectMapper();

  private SafetensorsReader() {}

  /// @throws CheckpointException if the file is not complete
  static TensorSource read(Path file, MemorySegment content) {
    if (content.byteSize() < Long.BYTES) {
      throw new CheckpointException(file, "is truncated: it has no room for a header");
    }
    long length = content.get(LONG, 0);
    if (length < 0 || length > Math.min(LONGEST_HEADER, content.byteSize() - Long.BYTES)) {
      throw new CheckpointException(
          file,
          ("is no safetensors file or truncated: it announces a header of %s bytes and has %d"
                  + " bytes in all")
              .formatted(Long.toUnsignedString(length), content.byteSize()));
    }
    JsonNode header = header(file, content.asSlice(Long.BYTES, length));
    MemorySegment data = content.asSlice(Long.BYTES + length);
    Map<String, Weight.Stored> tensors = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), data));
      }
    }
    return new TensorSource(file, tensors);
  }

  /// The files among which an index file distributes the tensors.
  static Set<String> shards(Path index) {
    Set<String> files = new TreeSet<>();
    try {
      JSON.readTree(index.toFile()).path("weight_map").forEach(shard -> files.add(shard.asText()));
    } catch (IOException e) {
      throw new CheckpointException(index, "cannot be read: " + e.getMessage(), e);
    }
    for (String shard : files) {
      if (shard.isEmpty() || !Path.of(shard).equals(Path.of(shard).getFileName())) {
        throw new CheckpointException(
            index, "names the file '" + shard + "', which is not in its folder");
      }
    }
    return files;
  }

  private static JsonNode header(Path file, MemorySegment bytes) {
    String text = new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    try {
      JsonNode header = JSON.readTree(text);
      if (!header.isObject()) {
        throw new CheckpointException(file, "is damaged: its header is no list of tensors");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw new CheckpointException(file, "is damaged: its header is not JSON", e);
    }
  }

  private static Weight.Stored tensor(Path file, String name, JsonNode entry, MemorySegment data) {
    StoredType type =
        switch (entry.path("dtype").asText()) {
          case "F32" -> StoredType.FLOAT32;
          case "F16" -> StoredType.FLOAT16;
          case "BF16" -> StoredType.BFLOAT16;
          case "I8" -> StoredType.INT8;
          case "I16" -> StoredType.INT16;
          case "I32" -> StoredType.INT32;
          default ->
              throw new CheckpointException(
                  file,
                  "has the tensor '%s' in the unknown type '%s'"
                      .formatted(name, entry.path("dtype").asText()));
        };
    List<Long> shape = new ArrayList<>();
    entry.path("shape").forEach(size -> shape.add(size.asLong(-1)));
    long start = entry.path("data_offsets").path(0).asLong(-1);
    long end = entry.path("data_offsets").path(1).asLong(-1);
    if (start < 0 || end < start || end - start != Sizes.bytes(shape, type)) {
      throw new CheckpointException(
          file,
          "is damaged: the place of its tensor '%s' does not fit its shape %s"
              .formatted(name, shape));
    }
    if (end > data.byteSize()) {
      throw new CheckpointException(
          file, "is truncated: it ends inside its tensor '%s'; download it again".formatted(name));
    }
    return new Weight.Stored(type, List.copyOf(shape), data.asSlice(start, end - start));
  }
}
