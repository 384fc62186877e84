package dev.parley.inference.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An open GGUF file of version 2 or 3. Its tensors are mapped into memory, not copied, so they are
/// readable until [#close]. Immutable and thread-safe while open.
public final class GgufFile implements AutoCloseable {
  static final String DAMAGED_REMEDY = "Download it again, or run `parley models verify`.";
  static final String OTHER_FILE_REMEDY = "Use another file of the model.";

  private static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);
  private static final int OLDEST_VERSION = 2;
  private static final int NEWEST_VERSION = 3;
  private static final int DEFAULT_ALIGNMENT = 32;
  private static final int MOST_DIMENSIONS = 4;

  /// What a setting (an empty name, a type, a byte) and a tensor (an empty name, no dimensions, a
  /// type, a place) take at least.
  private static final long SMALLEST_SETTING = 13;

  private static final long SMALLEST_TENSOR = 24;

  /// A tensor as the head of the file announces it.
  private record Announced(String name, List<Long> shape, int type, long offset) {}

  private final Path file;
  private final Arena arena;
  private final MemorySegment content;
  private final GgufMetadata metadata;
  private final Map<String, GgufTensor> tensors = new HashMap<>();

  private GgufFile(Path file, Arena arena, MemorySegment content) {
    this.file = file;
    this.arena = arena;
    this.content = content;
    GgufCursor cursor = new GgufCursor(file, content);
    requireVersion(cursor);
    int tensorCount = cursor.count(SMALLEST_TENSOR);
    metadata = new GgufMetadata(file, settings(cursor));
    List<Announced> announced = new ArrayList<>();
    for (int i = 0; i < tensorCount; i++) {
      announced.add(announced(cursor));
    }
    int alignment = metadata.findWhole("general.alignment").orElse(DEFAULT_ALIGNMENT);
    if (alignment < 1) {
      throw cursor.damaged("aligns its tensors to %d bytes".formatted(alignment));
    }
    long data = Math.ceilDiv(cursor.position(), alignment) * alignment;
    for (Announced tensor : announced) {
      if (tensors.put(tensor.name, tensor(tensor, data)) != null) {
        throw cursor.damaged("has two tensors called '%s'".formatted(tensor.name));
      }
    }
  }

  /// Opens a file and reads its settings and its list of tensors.
  ///
  /// @throws GgufException if the file cannot be read, is no GGUF file of a known version, is
  ///     damaged or truncated, or has a tensor of a type that Parley does not read
  @SuppressWarnings("MustBeClosedChecker") // The opened file closes the arena.
  public static GgufFile open(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new GgufException(
          file, "cannot be read", "Run `parley models pull`, or correct the path.");
    }
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new GgufFile(
          file, arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException e) {
      arena.close();
      throw new GgufException(
          file, "cannot be read: " + e.getMessage(), "Check the disk and the path.", e);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  public Path file() {
    return file;
  }

  public GgufMetadata metadata() {
    return metadata;
  }

  public Set<String> tensors() {
    return Set.copyOf(tensors.keySet());
  }

  public Optional<GgufTensor> findTensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /// @throws GgufException if there is no such tensor or it has another shape
  public GgufTensor tensor(String name, long... shape) {
    GgufTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new GgufException(file, "lacks the tensor '%s'".formatted(name), OTHER_FILE_REMEDY);
    }
    List<Long> wanted = Arrays.stream(shape).boxed().toList();
    if (!tensor.shape().equals(wanted)) {
      throw new GgufException(
          file,
          "has the tensor '%s' of the shape %s, which should be %s"
              .formatted(name, tensor.shape(), wanted),
          OTHER_FILE_REMEDY);
    }
    return tensor;
  }

  /// All of the file, for fingerprints.
  public MemorySegment content() {
    return content;
  }

  /// Unmaps the file. Safe to call twice.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private void requireVersion(GgufCursor cursor) {
    boolean gguf =
        content.byteSize() >= MAGIC.length
            && content.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
    if (!gguf) {
      throw new GgufException(
          file,
          "is no GGUF file: it does not begin with 'GGUF'",
          "Name a .gguf file, or run `parley models pull`.");
    }
    int _ = cursor.int32();
    int version = cursor.int32();
    if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
      throw new GgufException(
          file,
          "is a GGUF file of version %s, and Parley reads %d and %d"
              .formatted(Integer.toUnsignedString(version), OLDEST_VERSION, NEWEST_VERSION),
          "Convert it again with a present llama.cpp; files of big-endian machines are not read.");
    }
  }

  private static Map<String, MetadataValue> settings(GgufCursor cursor) {
    int count = cursor.count(SMALLEST_SETTING);
    Map<String, MetadataValue> settings = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String key = cursor.text();
      settings.put(key, cursor.value());
    }
    return settings;
  }

  private static Announced announced(GgufCursor cursor) {
    String name = cursor.text();
    int dimensions = cursor.int32();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw cursor.damaged("gives its tensor '%s' %d dimensions".formatted(name, dimensions));
    }
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      long size = cursor.int64();
      if (size < 1 || size > Integer.MAX_VALUE) {
        throw cursor.damaged("gives its tensor '%s' a dimension of %d".formatted(name, size));
      }
      shape.addFirst(size);
    }
    return new Announced(name, List.copyOf(shape), cursor.int32(), cursor.int64());
  }

  private GgufTensor tensor(Announced announced, long data) {
    BlockType type =
        BlockType.of(announced.type)
            .orElseThrow(
                () ->
                    new GgufException(
                        file,
                        "has the tensor '%s' in the type %d, which Parley does not read"
                            .formatted(announced.name, announced.type),
                        "Use a file whose name says Q4_0, Q4_1, Q8_0 or F16, or serve this one with Ollama or llama-server."));
    long bytes = bytes(announced, type);
    long start = data + announced.offset;
    if (announced.offset < 0 || start > content.byteSize() - bytes) {
      throw new GgufException(
          file,
          "is truncated: it has %d bytes and ends inside or before its tensor '%s'"
              .formatted(content.byteSize(), announced.name),
          DAMAGED_REMEDY);
    }
    return new GgufTensor(announced.name, type, announced.shape, content.asSlice(start, bytes));
  }

  private long bytes(Announced announced, BlockType type) {
    try {
      long elements = announced.shape.stream().reduce(1L, Math::multiplyExact);
      if (announced.shape.getLast() % type.elements() == 0) {
        return Math.multiplyExact(elements / type.elements(), type.bytes());
      }
    } catch (ArithmeticException _) {
      // No file has room for so many.
    }
    throw new GgufException(
        file,
        "is damaged: its tensor '%s' of the shape %s cannot be made of blocks of %d"
            .formatted(announced.name, announced.shape, type.elements()),
        DAMAGED_REMEDY);
  }
}
