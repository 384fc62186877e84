package dev.parley.tts.piper;

import dev.parley.inference.graph.AddedOutput;
import dev.parley.inference.graph.ModelCut;
import dev.parley.inference.graph.NoiseInput;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import dev.parley.tts.waveform.Rendering;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The network of a Piper voice: numbers of phonemes → waveform. Thread-safe.
///
/// It is a VITS (Kim et al., 2021): a text encoder with a duration predictor and a flow, whose
/// result is cut into frames of 256 samples, and a HiFi-GAN decoder that makes each frame's samples
/// from the frames around it. The decoder takes most of the time, so it is a model of its own,
/// which can be run on the first frames alone.
final class PiperNetwork implements AutoCloseable {
  /// What the network computes but keeps to itself unless asked: how many frames each number lasts.
  private static final String DURATIONS = "/Ceil_output_0";

  /// The first weight of the decoder.
  private static final String DECODER = "dec.conv_pre.weight";

  private static final String WAVEFORM = "output";

  /// A prime, so that noise that repeats falls on other channels of the network.
  private static final int NOISE = 65_521;

  /// The whole network, or what comes before the decoder.
  private final OnnxModel encoder;

  /// Null if the network could not be cut.
  private final @Nullable PiperDecoder decoder;

  private PiperNetwork(OnnxModel encoder, @Nullable PiperDecoder decoder) {
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /// Loads a network. One whose decoder is not found is kept whole.
  static PiperNetwork load(Path file, OnnxRuntime runtime) {
    String name = String.valueOf(file.getFileName());
    byte[] model = NoiseInput.expose(file);
    Optional<ModelCut> cut = ModelCut.before(model, DECODER);
    byte[] head = AddedOutput.to(cut.map(ModelCut::head).orElse(model), DURATIONS);
    OnnxModel encoder = runtime.load(name, head, ModelOptions.LARGE);
    PiperDecoder decoder =
        cut.map(
                halves ->
                    new PiperDecoder(
                        runtime.load(name + " decoder", halves.tail(), ModelOptions.LARGE),
                        halves.seam()))
            .orElse(null);
    return new PiperNetwork(encoder, decoder);
  }

  /// Says numbers of phonemes.
  ///
  /// @param scales of noise and length, as the network takes them
  /// @param bounds which number is the first of each symbol
  Rendering utter(long[] ids, int speaker, float[] scales, IntStream bounds) {
    Map<String, Tensor> inputs = new HashMap<>();
    try {
      inputs.put("input", Tensor.ofLongs(ids, 1, ids.length));
      inputs.put("input_lengths", Tensor.ofLongs(new long[] {ids.length}, 1));
      inputs.put("scales", Tensor.ofFloats(scales, 3));
      if (encoder.inputs().contains("sid")) {
        inputs.put("sid", Tensor.ofLongs(new long[] {speaker}, 1));
      }
      if (encoder.inputs().contains(NoiseInput.NAME)) {
        inputs.put(NoiseInput.NAME, noise(Arrays.hashCode(ids)));
      }
      try (ModelOutputs outputs = encoder.run(inputs)) {
        int[] samples = samples(bounds, outputs);
        if (decoder == null) {
          FloatBuffer waveform = outputs.get(WAVEFORM).floats();
          float[] all = new float[waveform.remaining()];
          waveform.get(all);
          return new Rendering(all, samples);
        }
        return decoder.frames(outputs).rendering(samples);
      }
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  /// Frees the models.
  @Override
  public void close() {
    encoder.close();
    if (decoder != null) {
      decoder.close();
    }
  }

  /// Where the symbols start, and where the last one ends.
  private int[] samples(IntStream bounds, ModelOutputs outputs) {
    if (!encoder.outputs().contains(DURATIONS)) {
      return new int[0];
    }
    FloatBuffer frames = outputs.get(DURATIONS).floats();
    double[] passed = new double[frames.capacity() + 1];
    for (int i = 0; i < frames.capacity(); i++) {
      passed[i + 1] = passed[i] + frames.get(i);
    }
    return bounds.map(id -> (int) (passed[id] * PiperDecoder.HOP)).toArray();
  }

  private static Tensor noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor noise = Tensor.floats(NOISE);
    FloatBuffer values = noise.floats();
    IntStream.range(0, NOISE).forEach(i -> values.put(i, (float) random.nextGaussian()));
    return noise;
  }
}
