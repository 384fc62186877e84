package dev.parley.server.llm.embedded.graph;

import dev.parley.inference.gguf.GgufException;
import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.gguf.GgufTensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The weights of a Llama model by their part, checked for their shapes.
final class LlamaTensors {
  static final String EMBEDDING = "token_embd.weight";

  private static final String OUTPUT = "output.weight";
  private static final String OUTPUT_NORM = "output_norm.weight";

  private final GgufFile file;
  private final LlamaDimensions sizes;
  private final Set<String> used = new HashSet<>();

  LlamaTensors(GgufFile file, LlamaDimensions sizes) {
    this.file = file;
    this.sizes = sizes;
  }

  GgufTensor embedding() {
    return get(EMBEDDING, sizes.vocabulary(), sizes.width());
  }

  /// What scores the tokens: a matrix of its own or the embedding.
  GgufTensor head() {
    return file.findTensor(OUTPUT).isEmpty()
        ? embedding()
        : get(OUTPUT, sizes.vocabulary(), sizes.width());
  }

  GgufTensor outputNorm() {
    return get(OUTPUT_NORM, sizes.width());
  }

  GgufTensor attentionNorm(int layer) {
    return layer(layer, "attn_norm", sizes.width());
  }

  /// Queries, keys and values of all heads, one below the other.
  List<GgufTensor> attentionInput(int layer) {
    long queries = (long) sizes.heads() * sizes.headWidth();
    long keys = (long) sizes.keyValueHeads() * sizes.headWidth();
    return List.of(
        layer(layer, "attn_q", queries, sizes.width()),
        layer(layer, "attn_k", keys, sizes.width()),
        layer(layer, "attn_v", keys, sizes.width()));
  }

  GgufTensor attentionOutput(int layer) {
    return layer(layer, "attn_output", sizes.width(), (long) sizes.heads() * sizes.headWidth());
  }

  GgufTensor feedForwardNorm(int layer) {
    return layer(layer, "ffn_norm", sizes.width());
  }

  GgufTensor gate(int layer) {
    return layer(layer, "ffn_gate", sizes.feedForward(), sizes.width());
  }

  GgufTensor up(int layer) {
    return layer(layer, "ffn_up", sizes.feedForward(), sizes.width());
  }

  GgufTensor down(int layer) {
    return layer(layer, "ffn_down", sizes.width(), sizes.feedForward());
  }

  /// Refuses a model that has more than what was asked for: it would answer nonsense without it.
  void requireAllUsed() {
    Set<String> unused = new HashSet<>(file.tensors());
    unused.removeAll(used);
    if (!unused.isEmpty()) {
      throw new GgufException(
          file.file(),
          "has the tensor '%s', which the embedded language model cannot use"
              .formatted(unused.stream().sorted().toList().getFirst()),
          "Serve it with Ollama or llama-server and name that as a provider of type openai.");
    }
  }

  private GgufTensor layer(int layer, String part, long... shape) {
    return get("blk.%d.%s.weight".formatted(layer, part), shape);
  }

  private GgufTensor get(String name, long... shape) {
    used.add(name);
    return file.tensor(name, shape);
  }
}
