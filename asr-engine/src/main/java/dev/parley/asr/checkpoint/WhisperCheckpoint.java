package dev.parley.asr.checkpoint;

import dev.parley.asr.model.WhisperDimensions;
import dev.parley.inference.cache.Fingerprint;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The trained weights of one Whisper model, mapped into memory until closed.
///
/// Every container gives the same names and shapes (see [CanonicalNames]), and the dimensions come
/// from the shapes, so every Whisper and Distil-Whisper size is read. Thread-safe.
public final class WhisperCheckpoint implements AutoCloseable {
  /// Whisper models of all sizes have heads of this width.
  private static final int HEAD_WIDTH = 64;

  private final Path file;
  private final Arena arena;
  private final List<MemorySegment> content;
  private final Map<String, Weight> weights;
  private final WhisperDimensions dimensions;
  private final AlignmentHeads alignmentHeads;

  private WhisperCheckpoint(Path folder, Path file, Arena arena) {
    this.file = file;
    this.arena = arena;
    content = new ArrayList<>();
    boolean safetensors = !String.valueOf(file.getFileName()).equals("model.bin");
    TensorSource source = safetensors ? safetensors() : CTranslate2Reader.read(file, map(file));
    weights =
        safetensors ? CanonicalNames.ofHuggingFace(source) : CanonicalNames.ofCTranslate2(source);
    dimensions = measure(source);
    new ShapeCheck(file, weights, dimensions).check();
    alignmentHeads = AlignmentHeads.find(folder, dimensions);
  }

  /// Opens the checkpoint in a folder: `model.bin` of CTranslate2, else `model.safetensors` or the
  /// files that `model.safetensors.index.json` lists.
  ///
  /// @throws CheckpointException if there is none, or it is damaged or no Whisper model
  @SuppressWarnings("MustBeClosedChecker") // The checkpoint closes the arena.
  public static WhisperCheckpoint open(Path folder) {
    Path file =
        List.of("model.bin", "model.safetensors.index.json", "model.safetensors").stream()
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new CheckpointException(
                        folder, "has neither a model.bin nor a model.safetensors"));
    Arena arena = Arena.ofShared();
    try {
      return new WhisperCheckpoint(folder, file, arena);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /// The file that was opened; of several, the index.
  public Path file() {
    return file;
  }

  public WhisperDimensions dimensions() {
    return dimensions;
  }

  public AlignmentHeads alignmentHeads() {
    return alignmentHeads;
  }

  /// A tensor by its canonical name, such as `encoder.layers.0.self.qkv.weight`.
  ///
  /// @throws IllegalArgumentException if no Whisper model of these dimensions has such a tensor
  public Weight weight(String name) {
    Weight weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("There is no tensor '" + name + "'.");
    }
    return weight;
  }

  /// The canonical names of all tensors.
  public List<String> names() {
    return List.copyOf(weights.keySet());
  }

  /// What tells this checkpoint from every other, in hexadecimal; changes when the weights change.
  public String fingerprint() {
    return Fingerprint.of(content);
  }

  /// Unmaps the file. Safe to call twice; no tensor may be read afterwards.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private TensorSource safetensors() {
    if (!String.valueOf(file.getFileName()).endsWith(".json")) {
      return SafetensorsReader.read(file, map(file));
    }
    Map<String, Weight.Stored> tensors = new HashMap<>();
    for (String shard : SafetensorsReader.shards(file)) {
      Path part = file.resolveSibling(shard);
      tensors.putAll(SafetensorsReader.read(part, map(part)).tensors());
    }
    return new TensorSource(file, tensors);
  }

  private MemorySegment map(Path part) {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
      MemorySegment segment = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      content.add(segment);
      return segment;
    } catch (IOException e) {
      throw new CheckpointException(part, "cannot be read: " + e.getMessage(), e);
    }
  }

  private WhisperDimensions measure(TensorSource source) {
    Weight convolution = weight("encoder.convolution.0.weight");
    Weight embedding = weight("decoder.embedding");
    if (convolution.shape().size() != 3 || embedding.shape().size() != 2) {
      throw new CheckpointException(file, "has first tensors that no Whisper model has");
    }
    int width = embedding.size(1);
    int heads =
        source
            .find("encoder/num_heads")
            .map(stored -> Math.round(stored.floats()[0]))
            .orElse(width / HEAD_WIDTH);
    if (heads < 1 || width % heads != 0) {
      throw new CheckpointException(
          file, "has a width of %d, which %d heads cannot share".formatted(width, heads));
    }
    return new WhisperDimensions(
        convolution.size(1),
        weight("encoder.positions").size(0),
        width,
        heads,
        layers("encoder"),
        layers("decoder"),
        embedding.size(0),
        weight("decoder.positions").size(0));
  }

  private int layers(String part) {
    return (int)
        weights.keySet().stream()
            .filter(name -> name.startsWith(part) && name.endsWith(".feed.expand.weight"))
            .count();
  }
}
