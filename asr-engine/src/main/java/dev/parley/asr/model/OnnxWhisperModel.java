package dev.parley.asr.model;

import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.Tensor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Whisper on ONNX Runtime. Made by [WhisperModelLoader].
public final class OnnxWhisperModel implements WhisperModel {
  /// Windows and decodings that keep their memory for the next ones; live streams take turns on the
  /// few inference threads, so few are in use at once.
  private static final int MOST_KEPT = 4;

  /// Window sizes whose memory is interchangeable: eighths of a full window.
  private static final int SIZES = 8;

  private final WhisperNetworks networks;
  private final TensorPool features;
  private final TensorPool windows;
  private final DecoderMemories memories;
  private final AtomicBoolean closed = new AtomicBoolean();

  OnnxWhisperModel(WhisperNetworks networks) {
    this.networks = networks;
    WhisperDimensions dimensions = networks.dimensions();
    features =
        new TensorPool(Math.ceilDiv(dimensions.melBins() * dimensions.frames(), SIZES), MOST_KEPT);
    windows =
        new TensorPool(
            Math.ceilDiv(crossElements(dimensions, dimensions.audioContext()), SIZES), MOST_KEPT);
    memories = new DecoderMemories(dimensions, MOST_KEPT);
  }

  @Override
  public WhisperDimensions dimensions() {
    return networks.dimensions();
  }

  @Override
  public EncodedAudio encode(float[] logMel, int frames) {
    return encode(logMel, frames, null);
  }

  @Override
  public EncodedAudio encode(float[] logMel, int frames, @Nullable RunCancellation cancellation) {
    WhisperDimensions dimensions = dimensions();
    if (frames < 2 || frames > dimensions.frames() || frames % 2 != 0) {
      throw new IllegalArgumentException(
          "A window has an even number of frames from 2 to %d, not %d."
              .formatted(dimensions.frames(), frames));
    }
    int values = dimensions.melBins() * frames;
    if (logMel.length < values) {
      throw new IllegalArgumentException(
          "%d frames of %d bands are %d values, not %d."
              .formatted(frames, dimensions.melBins(), values, logMel.length));
    }
    int positions = frames / 2;
    Tensor input = features.take(values);
    Tensor output = windows.take(crossElements(dimensions, positions));
    boolean encoded = false;
    try (Tensor bands = input.view(1, dimensions.melBins(), frames);
        Tensor cross =
            output.view(
                1,
                2L * dimensions.decoderLayers() * dimensions.heads(),
                positions,
                dimensions.width() / dimensions.heads())) {
      bands.floats().put(logMel, 0, values);
      networks
          .encoder()
          .run(Map.of("features", bands), Map.of("cross", cross), Set.of(), cancellation)
          .close();
      encoded = true;
    } finally {
      features.give(input);
      if (!encoded) {
        windows.give(output);
      }
    }
    return new EncodedWindow(dimensions, positions, windows, output);
  }

  @Override
  public TextDecoder decoder(EncodedAudio audio) {
    return decoder(audio, null);
  }

  @Override
  public TextDecoder decoder(EncodedAudio audio, @Nullable RunCancellation cancellation) {
    if (!(audio instanceof EncodedWindow window)) {
      throw new IllegalArgumentException("The audio was encoded by another kind of model.");
    }
    return new OnnxTextDecoder(networks, memories, window, cancellation);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      networks.close();
      features.close();
      windows.close();
      memories.close();
    }
  }

  private static int crossElements(WhisperDimensions dimensions, int positions) {
    return Math.multiplyExact(2 * dimensions.decoderLayers() * dimensions.width(), positions);
  }
}
