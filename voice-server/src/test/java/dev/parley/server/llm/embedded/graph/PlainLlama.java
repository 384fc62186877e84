package dev.parley.server.llm.embedded.graph;

import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.gguf.GgufTensor;

/// The arithmetic of a Llama model, spelled out: what the graph is compared with. It reads a whole
/// text each time.
public final class PlainLlama {
  private final LlamaDimensions sizes;
  private final LlamaTensors tensors;

  public PlainLlama(GgufFile file) {
    sizes = LlamaDimensions.of(file);
    tensors = new LlamaTensors(file, sizes);
  }

  /// The scores of what may follow the last token.
  public float[] scores(int... text) {
    float[][] stream = new float[text.length][];
    for (int i = 0; i < text.length; i++) {
      stream[i] = tensors.embedding().floats(text[i], 1);
    }
    for (int layer = 0; layer < sizes.layers(); layer++) {
      attend(stream, layer);
      for (int i = 0; i < text.length; i++) {
        feedForward(stream[i], layer);
      }
    }
    return product(tensors.head(), normed(stream[text.length - 1], tensors.outputNorm()));
  }

  private void attend(float[][] stream, int layer) {
    int width = sizes.headWidth();
    int group = sizes.heads() / sizes.keyValueHeads();
    float[][] queries = new float[stream.length][];
    float[][] keys = new float[stream.length][];
    float[][] values = new float[stream.length][];
    for (int i = 0; i < stream.length; i++) {
      float[] input = normed(stream[i], tensors.attentionNorm(layer));
      queries[i] = turned(product(tensors.attentionInput(layer).get(0), input), i);
      keys[i] = turned(product(tensors.attentionInput(layer).get(1), input), i);
      values[i] = product(tensors.attentionInput(layer).get(2), input);
    }
    for (int i = 0; i < stream.length; i++) {
      float[] heads = new float[sizes.heads() * width];
      for (int head = 0; head < sizes.heads(); head++) {
        int shared = head / group * width;
        double[] weights = new double[i + 1];
        double sum = 0;
        for (int j = 0; j <= i; j++) {
          double score = 0;
          for (int c = 0; c < width; c++) {
            score += queries[i][head * width + c] * keys[j][shared + c];
          }
          weights[j] = Math.exp(score / Math.sqrt(width));
          sum += weights[j];
        }
        for (int j = 0; j <= i; j++) {
          for (int c = 0; c < width; c++) {
            heads[head * width + c] += (float) (weights[j] / sum * values[j][shared + c]);
          }
        }
      }
      add(stream[i], product(tensors.attentionOutput(layer), heads));
    }
  }

  private void feedForward(float[] stream, int layer) {
    float[] input = normed(stream, tensors.feedForwardNorm(layer));
    float[] gate = product(tensors.gate(layer), input);
    float[] up = product(tensors.up(layer), input);
    for (int i = 0; i < up.length; i++) {
      up[i] *= (float) (gate[i] / (1 + Math.exp(-gate[i])));
    }
    add(stream, product(tensors.down(layer), up));
  }

  /// Turns each pair of neighbouring channels of a head.
  private float[] turned(float[] channels, int position) {
    int width = sizes.headWidth();
    float[] turned = new float[channels.length];
    for (int c = 0; c < channels.length; c += 2) {
      double angle = position * Math.pow(sizes.ropeBase(), -(double) (c % width) / width);
      turned[c] = (float) (channels[c] * Math.cos(angle) - channels[c + 1] * Math.sin(angle));
      turned[c + 1] = (float) (channels[c] * Math.sin(angle) + channels[c + 1] * Math.cos(angle));
    }
    return turned;
  }

  private float[] normed(float[] stream, GgufTensor gain) {
    double squares = 0;
    for (float value : stream) {
      squares += value * value;
    }
    double scale = 1 / Math.sqrt(squares / stream.length + sizes.epsilon());
    float[] gains = gain.floats();
    float[] normed = new float[stream.length];
    for (int i = 0; i < stream.length; i++) {
      normed[i] = (float) (stream[i] * scale * gains[i]);
    }
    return normed;
  }

  private static float[] product(GgufTensor matrix, float[] input) {
    float[] result = new float[matrix.rows()];
    for (int row = 0; row < result.length; row++) {
      float[] weights = matrix.floats(row, 1);
      double sum = 0;
      for (int i = 0; i < input.length; i++) {
        sum += weights[i] * input[i];
      }
      result[row] = (float) sum;
    }
    return result;
  }

  private static void add(float[] target, float[] addition) {
    for (int i = 0; i < target.length; i++) {
      target[i] += addition[i];
    }
  }
}
