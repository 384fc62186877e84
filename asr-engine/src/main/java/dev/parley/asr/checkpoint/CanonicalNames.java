package dev.parley.asr.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gives the tensors of both containers the same names and the same partition.
///
/// The names are those of the parts of the network, in the order in which data flows through them:
/// `encoder.convolution.0`, `encoder.positions`, `encoder.layers.0.self.{norm,qkv,output}`,
/// `encoder.layers.0.feed.{norm,expand,contract}`, `encoder.norm`; in the decoder the same with
/// `decoder.embedding` in front and `decoder.layers.0.cross.{norm,query,key_value,output}` between,
/// each with `.weight` and `.bias`. Query, key and value projections are one matrix, as are key and
/// value of the cross-attention.
final class CanonicalNames {
  private final TensorSource source;
  private final Map<String, Weight> weights = new LinkedHashMap<>();

  private CanonicalNames(TensorSource source) {
    this.source = source;
  }

  static Map<String, Weight> ofCTranslate2(TensorSource source) {
    CanonicalNames names = new CanonicalNames(source);
    names.plain("encoder.convolution.0", "encoder/conv1");
    names.plain("encoder.convolution.1", "encoder/conv2");
    names.put("encoder.positions", "encoder/position_encodings/encodings");
    names.put("decoder.embedding", "decoder/embeddings/weight");
    names.put("decoder.positions", "decoder/position_encodings/encodings");
    for (String part : new String[] {"encoder", "decoder"}) {
      int layers = source.layers(part + "/layer_%d/ffn/linear_0/weight");
      for (int i = 0; i < layers; i++) {
        names.layerOfCTranslate2("%s.layers.%d".formatted(part, i), part + "/layer_" + i);
      }
      names.normOfCTranslate2(part + ".norm", part + "/layer_norm");
    }
    return names.weights;
  }

  static Map<String, Weight> ofHuggingFace(TensorSource source) {
    CanonicalNames names = new CanonicalNames(source);
    String root = source.find("encoder.conv1.weight").isPresent() ? "" : "model.";
    names.plain("encoder.convolution.0", root + "encoder.conv1");
    names.plain("encoder.convolution.1", root + "encoder.conv2");
    names.put("encoder.positions", root + "encoder.embed_positions.weight");
    names.put("decoder.embedding", root + "decoder.embed_tokens.weight");
    names.put("decoder.positions", root + "decoder.embed_positions.weight");
    for (String part : new String[] {"encoder", "decoder"}) {
      int layers = source.layers(root + part + ".layers.%d.fc1.weight");
      for (int i = 0; i < layers; i++) {
        String layer = "%s.layers.%d".formatted(part, i);
        names.layerOfHuggingFace(layer, root + layer);
      }
      names.plain(part + ".norm", root + part + ".layer_norm");
    }
    return names.weights;
  }

  private void layerOfCTranslate2(String layer, String old) {
    normOfCTranslate2(layer + ".self.norm", old + "/self_attention/layer_norm");
    plain(layer + ".self.qkv", old + "/self_attention/linear_0");
    plain(layer + ".self.output", old + "/self_attention/linear_1");
    if (layer.startsWith("decoder")) {
      normOfCTranslate2(layer + ".cross.norm", old + "/attention/layer_norm");
      plain(layer + ".cross.query", old + "/attention/linear_0");
      plain(layer + ".cross.key_value", old + "/attention/linear_1");
      plain(layer + ".cross.output", old + "/attention/linear_2");
    }
    normOfCTranslate2(layer + ".feed.norm", old + "/ffn/layer_norm");
    plain(layer + ".feed.expand", old + "/ffn/linear_0");
    plain(layer + ".feed.contract", old + "/ffn/linear_1");
  }

  private void layerOfHuggingFace(String layer, String old) {
    plain(layer + ".self.norm", old + ".self_attn_layer_norm");
    stacked(layer + ".self.qkv", old + ".self_attn", "q_proj", "k_proj", "v_proj");
    plain(layer + ".self.output", old + ".self_attn.out_proj");
    if (layer.startsWith("decoder")) {
      plain(layer + ".cross.norm", old + ".encoder_attn_layer_norm");
      plain(layer + ".cross.query", old + ".encoder_attn.q_proj");
      stacked(layer + ".cross.key_value", old + ".encoder_attn", "k_proj", "v_proj");
      plain(layer + ".cross.output", old + ".encoder_attn.out_proj");
    }
    plain(layer + ".feed.norm", old + ".final_layer_norm");
    plain(layer + ".feed.expand", old + ".fc1");
    plain(layer + ".feed.contract", old + ".fc2");
  }

  private void stacked(String name, String old, String... projections) {
    String[] matrices = new String[projections.length];
    Weight[] biases = new Weight[projections.length];
    for (int i = 0; i < projections.length; i++) {
      matrices[i] = "%s.%s.weight".formatted(old, projections[i]);
      String bias = "%s.%s.bias".formatted(old, projections[i]);
      // Only the key projection lacks a bias; a missing one elsewhere is damage.
      biases[i] =
          projections[i].equals("k_proj") && source.find(bias).isEmpty()
              ? new Weight.Zeros(source.require(matrices[i]).shape().subList(0, 1))
              : source.require(bias);
    }
    weights.put(name + ".weight", source.stack(matrices));
    weights.put(name + ".bias", new Weight.Stacked(List.of(biases)));
  }

  private void normOfCTranslate2(String name, String old) {
    put(name + ".weight", old + "/gamma");
    put(name + ".bias", old + "/beta");
  }

  /// A matrix and its bias that have the same last words in both worlds.
  private void plain(String name, String old) {
    String separator = old.contains("/") ? "/" : ".";
    put(name + ".weight", old + separator + "weight");
    put(name + ".bias", old + separator + "bias");
  }

  private void put(String name, String old) {
    Weight.Stored stored = source.require(old);
    weights.put(
        name,
        source
            .find(old + "_scale")
            .<Weight>map(scale -> new Weight.Scaled(stored, scale))
            .orElse(stored));
  }
}
