package dev.parley.load.ggml;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tensors of a checkpoint under the names, in the order and with the partition of OpenAI's
/// code: query, key and value are matrices of their own.
final class OpenAiTensors {
  private final WhisperCheckpoint checkpoint;
  private final int width;
  private final Map<String, Weight> tensors = new LinkedHashMap<>();

  private OpenAiTensors(WhisperCheckpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.width = checkpoint.dimensions().width();
  }

  /// @param checkpoint open for as long as the tensors are read
  static Map<String, Weight> of(WhisperCheckpoint checkpoint) {
    OpenAiTensors names = new OpenAiTensors(checkpoint);
    names.put("encoder.positional_embedding", "encoder.positions");
    names.both("encoder.conv1", "encoder.convolution.0");
    names.both("encoder.conv2", "encoder.convolution.1");
    for (int i = 0; i < checkpoint.dimensions().encoderLayers(); i++) {
      String block = "encoder.blocks." + i;
      String layer = "encoder.layers." + i;
      names.selfAttention(block, layer);
      names.feedForward(block, layer);
    }
    names.both("encoder.ln_post", "encoder.norm");
    names.put("decoder.positional_embedding", "decoder.positions");
    names.put("decoder.token_embedding.weight", "decoder.embedding");
    for (int i = 0; i < checkpoint.dimensions().decoderLayers(); i++) {
      String block = "decoder.blocks." + i;
      String layer = "decoder.layers." + i;
      names.selfAttention(block, layer);
      names.crossAttention(block, layer);
      names.feedForward(block, layer);
    }
    names.both("decoder.ln", "decoder.norm");
    return names.tensors;
  }

  private void selfAttention(String block, String layer) {
    rows(block + ".attn.query.weight", layer + ".self.qkv.weight", 0);
    rows(block + ".attn.query.bias", layer + ".self.qkv.bias", 0);
    // Without the bias of the keys: whisper.cpp has no place for it, and it would move all scores
    // of a query alike.
    rows(block + ".attn.key.weight", layer + ".self.qkv.weight", 1);
    rows(block + ".attn.value.weight", layer + ".self.qkv.weight", 2);
    rows(block + ".attn.value.bias", layer + ".self.qkv.bias", 2);
    both(block + ".attn.out", layer + ".self.output");
    both(block + ".attn_ln", layer + ".self.norm");
  }

  private void crossAttention(String block, String layer) {
    both(block + ".cross_attn.query", layer + ".cross.query");
    rows(block + ".cross_attn.key.weight", layer + ".cross.key_value.weight", 0);
    rows(block + ".cross_attn.value.weight", layer + ".cross.key_value.weight", 1);
    rows(block + ".cross_attn.value.bias", layer + ".cross.key_value.bias", 1);
    both(block + ".cross_attn.out", layer + ".cross.output");
    both(block + ".cross_attn_ln", layer + ".cross.norm");
  }

  private void feedForward(String block, String layer) {
    both(block + ".mlp.0", layer + ".feed.expand");
    both(block + ".mlp.2", layer + ".feed.contract");
    both(block + ".mlp_ln", layer + ".feed.norm");
  }

  private void both(String name, String canonical) {
    put(name + ".weight", canonical + ".weight");
    put(name + ".bias", canonical + ".bias");
  }

  private void put(String name, String canonical) {
    tensors.put(name, checkpoint.weight(canonical));
  }

  /// @param part of a stack of projections, counted from 0
  private void rows(String name, String canonical, int part) {
    tensors.put(name, new Weight.Rows(checkpoint.weight(canonical), part * width, width));
  }
}
