package dev.parley.tts.piper;

import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.Tensor;
import dev.parley.tts.waveform.Rendering;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The last part of a Piper network, which makes samples from frames. Thread-safe.
final class PiperDecoder implements AutoCloseable {
  /// Samples of a frame.
  static final int HOP = 256;

  /// Samples depend on at most so many frames on either side, in all sizes of the decoder.
  private static final int CONTEXT = 14;

  private final OnnxModel model;
  private final List<String> seam;

  /// @param model whose inputs are the values of the seam
  /// @param seam the frames, and what else the network gives its decoder
  PiperDecoder(OnnxModel model, List<String> seam) {
    this.model = model;
    this.seam = seam;
  }

  /// What an utterance consists of. Takes copies.
  Frames frames(ModelOutputs outputs) {
    Tensor frames = outputs.get(seam.getFirst());
    long[] shape = frames.shape();
    Map<String, Value> others = new HashMap<>();
    for (String name : seam.subList(1, seam.size())) {
      Tensor value = outputs.get(name);
      others.put(name, new Value(values(value), value.shape()));
    }
    return new Frames((int) shape[1], (int) shape[2], values(frames), others);
  }

  /// Frees the model.
  @Override
  public void close() {
    model.close();
  }

  private static float[] values(Tensor tensor) {
    FloatBuffer buffer = tensor.floats();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  /// What the network gives its decoder besides frames: the speaker.
  private static final class Value {
    private final float[] values;
    private final long[] shape;

    Value(float[] values, long[] shape) {
      this.values = values;
      this.shape = shape;
    }

    Tensor tensor() {
      return Tensor.ofFloats(values, shape);
    }
  }

  /// An utterance before it is made audible.
  final class Frames {
    private final int channels;
    private final int length;

    /// A row of frames for each channel.
    private final float[] values;

    private final Map<String, Value> others;

    private Frames(int channels, int length, float[] values, Map<String, Value> others) {
      this.channels = channels;
      this.length = length;
      this.values = values;
      this.others = others;
    }

    /// @param bounds where its symbols start, in samples
    Rendering rendering(int[] bounds) {
      return new Rendering(length * HOP, bounds, this::samples);
    }

    private float[] samples(int from, int to) {
      int first = Math.max(0, from / HOP - CONTEXT);
      int last = Math.min(length, (to + HOP - 1) / HOP + CONTEXT);
      Map<String, Tensor> inputs = new HashMap<>();
      try {
        others.forEach((name, value) -> inputs.put(name, value.tensor()));
        inputs.put(seam.getFirst(), cut(first, last));
        try (ModelOutputs outputs = model.run(inputs)) {
          float[] samples = new float[to - from];
          FloatBuffer waveform = outputs.get(model.outputs().iterator().next()).floats();
          waveform.get(from - first * HOP, samples);
          return samples;
        }
      } finally {
        inputs.values().forEach(Tensor::close);
      }
    }

    private Tensor cut(int first, int last) {
      Tensor part = Tensor.floats(1, channels, last - first);
      FloatBuffer target = part.floats();
      for (int channel = 0; channel < channels; channel++) {
        target.put(values, channel * length + first, last - first);
      }
      return part;
    }
  }
}
