package dev.parley.server.llm.embedded.graph;

import dev.parley.inference.gguf.GgufException;
import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.gguf.GgufMetadata;
import dev.parley.inference.gguf.GgufTensor;
import java.util.Set;

/// The sizes of a model of the Llama family.
///
/// @param width the channels of the stream between layers
/// @param feedForward the channels inside a feed-forward layer
/// @param heads attention heads of queries
/// @param keyValueHeads attention heads of keys and values; each serves `heads / keyValueHeads`
///     queries
/// @param headWidth the channels of one head
/// @param vocabulary how many tokens there are
/// @param context the longest text in tokens
/// @param ropeBase what the wavelengths of the positions grow by
/// @param epsilon of the normalisations
public record LlamaDimensions(
    int layers,
    int width,
    int feedForward,
    int heads,
    int keyValueHeads,
    int headWidth,
    int vocabulary,
    int context,
    double ropeBase,
    float epsilon) {

  /// ONNX Runtime's attention wants this for positions inside a head.
  private static final int HEAD_WIDTH_STEP = 16;

  private static final Set<String> UNSCALED = Set.of("", "none");
  private static final String OTHER_SERVER =
      "Serve it with Ollama or llama-server and name that as a provider of type openai, or use a GGUF file of a Llama model.";

  /// Reads the sizes.
  ///
  /// @throws GgufException if the model is of another architecture, or its settings make no sense
  public static LlamaDimensions of(GgufFile file) {
    GgufMetadata settings = file.metadata();
    String architecture = settings.text("general.architecture");
    if (!architecture.equals("llama")) {
      throw unsupported(file, "has the architecture '%s'".formatted(architecture));
    }
    if (settings.findWhole("llama.expert_count").orElse(0) > 0) {
      throw unsupported(file, "is a mixture of experts");
    }
    String scaling = settings.findText("llama.rope.scaling.type").orElse("");
    if (!UNSCALED.contains(scaling)) {
      throw unsupported(file, "stretches its positions ('%s')".formatted(scaling));
    }
    int width = settings.whole("llama.embedding_length");
    int heads = settings.whole("llama.attention.head_count");
    int headWidth =
        settings.findWhole("llama.attention.key_length").orElse(heads < 1 ? 0 : width / heads);
    LlamaDimensions dimensions =
        new LlamaDimensions(
            settings.whole("llama.block_count"),
            width,
            settings.whole("llama.feed_forward_length"),
            heads,
            settings.findWhole("llama.attention.head_count_kv").orElse(heads),
            headWidth,
            file.findTensor(LlamaTensors.EMBEDDING).map(GgufTensor::rows).orElse(0),
            settings.whole("llama.context_length"),
            settings.findNumber("llama.rope.freq_base").orElse(10_000),
            (float) settings.number("llama.attention.layer_norm_rms_epsilon"));
    dimensions.require(file);
    return dimensions;
  }

  private void require(GgufFile file) {
    boolean sensible =
        layers > 0
            && width > 0
            && feedForward > 0
            && keyValueHeads > 0
            && heads % keyValueHeads == 0
            && headWidth > 0
            && vocabulary > 0
            && context > 0
            && ropeBase > 0;
    if (!sensible) {
      throw new GgufException(
          file.file(), "has settings that make no model", "Use another file of the model.");
    }
    int rotated = file.metadata().findWhole("llama.rope.dimension_count").orElse(headWidth);
    if (rotated != headWidth || headWidth % HEAD_WIDTH_STEP != 0) {
      throw unsupported(
          file,
          "has attention heads of %d channels, %d of them with positions"
              .formatted(headWidth, rotated));
    }
  }

  private static GgufException unsupported(GgufFile file, String what) {
    return new GgufException(
        file.file(), what + ", which the embedded language model cannot run", OTHER_SERVER);
  }
}
