package dev.parley.asr.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.asr.model.WhisperDimensions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The heads of the decoder's cross-attention that follow the speech, from which word times are
/// computed. Published with each trained model.
///
/// @param heads in order of layer, then head; never empty
public record AlignmentHeads(List<Head> heads) {
  /// One head of one decoder layer, both counted from 0.
  public record Head(int layer, int head) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  public AlignmentHeads {
    heads =
        heads.stream()
            .distinct()
            .sorted(Comparator.comparingInt(Head::layer).thenComparingInt(Head::head))
            .toList();
  }

  /// The heads of one layer.
  public List<Integer> of(int layer) {
    return heads.stream().filter(head -> head.layer == layer).map(Head::head).toList();
  }

  /// The number of heads.
  public int size() {
    return heads.size();
  }

  /// The heads that the files beside a checkpoint name, else those published for a model of its
  /// sizes, else all heads of the upper half of the layers, as OpenAI does for unknown models.
  static AlignmentHeads find(Path folder, WhisperDimensions dimensions) {
    return read(folder.resolve("config.json"), dimensions)
        .or(() -> read(folder.resolve("generation_config.json"), dimensions))
        .or(() -> PublishedAlignmentHeads.of(dimensions))
        .orElseGet(() -> upperHalf(dimensions));
  }

  private static Optional<AlignmentHeads> read(Path file, WhisperDimensions dimensions) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode pairs;
    try {
      pairs = JSON.readTree(file.toFile()).path("alignment_heads");
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot be read: " + e.getMessage(), e);
    }
    List<Head> heads = new ArrayList<>();
    for (JsonNode pair : pairs) {
      Head head = new Head(pair.path(0).asInt(-1), pair.path(1).asInt(-1));
      if (head.layer < 0
          || head.layer >= dimensions.decoderLayers()
          || head.head < 0
          || head.head >= dimensions.heads()) {
        throw new CheckpointException(
            file, "names the alignment head %s, which the model does not have".formatted(pair));
      }
      heads.add(head);
    }
    return heads.isEmpty() ? Optional.empty() : Optional.of(new AlignmentHeads(heads));
  }

  private static AlignmentHeads upperHalf(WhisperDimensions dimensions) {
    return new AlignmentHeads(
        IntStream.range(dimensions.decoderLayers() / 2, dimensions.decoderLayers())
            .boxed()
            .flatMap(
                layer ->
                    IntStream.range(0, dimensions.heads()).mapToObj(head -> new Head(layer, head)))
            .toList());
  }
}
