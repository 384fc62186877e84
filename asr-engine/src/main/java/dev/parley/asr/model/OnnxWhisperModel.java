package dev.parley.asr.model;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Whisper on ONNX Runtime. Made by [WhisperModelLoader].
public final class OnnxWhisperModel implements WhisperModel {
  /// Decodings and features that keep their memory for the next ones.
  private static final int MOST_KEPT = 8;

  /// Windows that do; each is as large as several decodings.
  private static final int MOST_WINDOWS_KEPT = 2;

  /// Window sizes whose memory is interchangeable: eighths of a full window.
  private static final int SIZES = 8;

  private final WhisperNetworks networks;
  private final InferenceExecutor executor;
  private final TensorPool features;
  private final TensorPool windows;
  private final DecoderMemories memories;
  private final StepRuns steps;

  /// Read by runs, written by [#close], which so waits for them.
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();

  private boolean closed;

  /// @param executor stays the caller's, and outlives the model
  OnnxWhisperModel(WhisperNetworks networks, InferenceExecutor executor) {
    this.networks = networks;
    this.executor = executor;
    WhisperDimensions dimensions = networks.dimensions();
    features =
        new TensorPool(Math.ceilDiv(dimensions.melBins() * dimensions.frames(), SIZES), MOST_KEPT);
    windows =
        new TensorPool(
            Math.ceilDiv(crossElements(dimensions, dimensions.audioContext()), SIZES),
            MOST_WINDOWS_KEPT);
    memories = new DecoderMemories(dimensions, MOST_KEPT);
    steps = new StepRuns(this, executor, networks);
  }

  @Override
  public WhisperDimensions dimensions() {
    return networks.dimensions();
  }

  @Override
  public EncodedAudio encode(float[] logMel, int frames, ModelUse use) {
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
    return run(use, () -> encodeNow(logMel, frames, use));
  }

  @Override
  public TextDecoder decoder(EncodedAudio audio, ModelUse use) {
    if (!(audio instanceof EncodedWindow window)) {
      throw new IllegalArgumentException("The audio was encoded by another kind of model.");
    }
    window.requireOpen();
    return new OnnxTextDecoder(this, window, use);
  }

  @Override
  public void step(List<TextDecoder> decoders, int[] tokens) {
    List<OnnxTextDecoder> rows = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      if (!(decoders.get(i) instanceof OnnxTextDecoder row)) {
        throw new IllegalArgumentException("A decoder belongs to another kind of model.");
      }
      row.prepareStep(tokens[i]);
      rows.add(row);
    }
    steps.run(rows);
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        networks.close();
        features.close();
        windows.close();
        memories.close();
        steps.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  WhisperNetworks networks() {
    return networks;
  }

  DecoderMemories memories() {
    return memories;
  }

  int alignmentHeads() {
    return networks.alignmentHeads();
  }

  /// Computes on an inference thread; the caller waits.
  <T> T run(ModelUse use, Supplier<T> work) {
    return executor.call(use.urgency(), use.cancellation(), () -> guarded(work));
  }

  /// Computes on the calling thread, and keeps the model from being closed meanwhile.
  ///
  /// @throws CancellationException if the model is closed
  <T> T guarded(Supplier<T> work) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new CancellationException("The model is closed.");
      }
      return work.get();
    } finally {
      life.readLock().unlock();
    }
  }

  private EncodedWindow encodeNow(float[] logMel, int frames, ModelUse use) {
    WhisperDimensions dimensions = dimensions();
    int values = dimensions.melBins() * frames;
    int positions = frames / 2;
    Tensor input = features.take(values);
    Tensor output = windows.take(crossElements(dimensions, positions));
    boolean encoded = false;
    long heads = (long) dimensions.decoderLayers() * dimensions.heads();
    int half = crossElements(dimensions, positions) / 2;
    try (Tensor bands = input.view(1, frames, dimensions.melBins());
        Tensor keys = output.view(1, heads * dimensions.headWidth(), positions);
        Tensor cross = output.slice(half, 1, heads, positions, dimensions.headWidth())) {
      bands.floats().put(logMel, 0, values);
      OnnxModel encoder = executor.isQuiet() ? networks.encoder() : networks.encoderBeside();
      encoder
          .run(
              Map.of("features", bands),
              Map.of("cross.keys", keys, "cross.values", cross),
              Set.of(),
              use.cancellation())
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

  private static int crossElements(WhisperDimensions dimensions, int positions) {
    return Math.multiplyExact(2 * dimensions.decoderLayers() * dimensions.width(), positions);
  }
}
