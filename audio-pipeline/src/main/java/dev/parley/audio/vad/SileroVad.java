package dev.parley.audio.vad;

import dev.parley.audio.PcmFrame;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Silero VAD, version 5 or 6, at 16 kHz.
///
/// The model sees a frame with the last 64 samples before it (`input`, float32 [1,576]), a
/// recurrent `state` (float32 [2,1,128]) and the rate `sr` (int64, a scalar); it gives the
/// probability `output` [1,1] and the next state `stateN`. A run takes well under a millisecond,
/// so it happens on the calling thread.
public final class SileroVad implements VoiceActivityModel {
  private static final int CONTEXT = 64;
  private static final int INPUT = CONTEXT + VoiceActivityDetector.FRAME_LENGTH;
  private static final long[] STATE_SHAPE = {2, 1, 128};

  private final OnnxModel model;

  private SileroVad(OnnxModel model) {
    this.model = model;
  }

  /// @param folder the model `silero-vad` of the model store
  public static SileroVad load(OnnxRuntime runtime, Path folder) {
    return new SileroVad(runtime.load(folder.resolve("silero_vad.onnx"), ModelOptions.SMALL));
  }

  @Override
  public VoiceActivityDetector open() {
    return new Stream(model);
  }

  @Override
  public void close() {
    model.close();
  }

  /// Two states take turns as input and output, so a frame costs no allocation of tensors.
  private static final class Stream implements VoiceActivityDetector {
    private final OnnxModel model;
    private final Tensor input = Tensor.floats(1, INPUT);
    private final Tensor evenState = Tensor.floats(STATE_SHAPE);
    private final Tensor oddState = Tensor.floats(STATE_SHAPE);
    private final Tensor rate = Tensor.ofLongs(new long[] {16_000});
    private final Tensor output = Tensor.floats(1, 1);
    private final FloatBuffer inputView = input.floats();
    private final FloatBuffer outputView = output.floats();
    private final float[] window = new float[INPUT];
    private final Map<String, Tensor> evenInputs = inputs(evenState);
    private final Map<String, Tensor> oddInputs = inputs(oddState);
    private final Map<String, Tensor> evenOutputs = outputs(oddState);
    private final Map<String, Tensor> oddOutputs = outputs(evenState);
    private boolean odd;

    Stream(OnnxModel model) {
      this.model = model;
    }

    @Override
    public float speechProbability(PcmFrame frame) {
      VoiceActivityDetector.requireFrame(frame);
      System.arraycopy(window, FRAME_LENGTH, window, 0, CONTEXT);
      frame.copyTo(window, CONTEXT);
      inputView.put(0, window);
      model.run(odd ? oddInputs : evenInputs, odd ? oddOutputs : evenOutputs);
      odd = !odd;
      return outputView.get(0);
    }

    @Override
    public void reset() {
      Arrays.fill(window, 0);
      for (Tensor state : new Tensor[] {evenState, oddState}) {
        FloatBuffer values = state.floats();
        values.put(new float[values.remaining()]);
      }
    }

    @Override
    public void close() {
      for (Tensor tensor : new Tensor[] {input, evenState, oddState, rate, output}) {
        tensor.close();
      }
    }

    private Map<String, Tensor> inputs(Tensor state) {
      return Map.of("input", input, "state", state, "sr", rate);
    }

    private Map<String, Tensor> outputs(Tensor state) {
      return Map.of("output", output, "stateN", state);
    }
  }
}
