package dev.parley.asr.model;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.RunCancelledException;
import dev.parley.inference.onnx.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Continuous batching: steps that wait at the same time are computed in one run, whosever they
/// are, the most urgent first. A decoding joins when it has a token and leaves when it has none;
/// nobody waits for a batch to fill.
///
/// Thread-safe.
final class StepRuns implements AutoCloseable {
  private record Step(OnnxTextDecoder decoder, CompletableFuture<Void> done) {}

  /// Where a run takes its tokens and leaves its scores.
  private record Buffer(Tensor tokens, Tensor logits) {}

  private final OnnxWhisperModel model;
  private final InferenceExecutor executor;
  private final WhisperNetworks networks;
  private final int vocabulary;
  private final List<BufferNames> rows;
  private final Map<Urgency, ArrayDeque<Step>> waiting = new EnumMap<>(Urgency.class);
  private final ArrayDeque<Buffer> buffers = new ArrayDeque<>();

  /// Rows without a decoding compute something too, of the least possible size, and write it here.
  private final DecoderMemory idle;

  private final Tensor idleWindow;
  private final List<Tensor> idleAudio;

  StepRuns(OnnxWhisperModel model, InferenceExecutor executor, WhisperNetworks networks) {
    this.model = model;
    this.executor = executor;
    this.networks = networks;
    WhisperDimensions dimensions = networks.dimensions();
    vocabulary = dimensions.vocabulary();
    rows =
        IntStream.range(0, networks.rows())
            .mapToObj(row -> BufferNames.ofRow(dimensions, row))
            .toList();
    for (Urgency urgency : Urgency.values()) {
      waiting.put(urgency, new ArrayDeque<>());
    }
    idle = new DecoderMemory(dimensions);
    idle.past.ints().put(0, 1);
    idleWindow = Tensor.floats(dimensions.width());
    Tensor position = idleWindow.view(1, dimensions.heads(), 1, dimensions.headWidth());
    idleAudio = IntStream.range(0, 2 * dimensions.decoderLayers()).mapToObj(i -> position).toList();
  }

  /// Computes the steps of decoders whose next token is in place; the caller waits.
  void run(List<OnnxTextDecoder> decoders) {
    List<CompletableFuture<Void>> results = new ArrayList<>();
    for (OnnxTextDecoder decoder : decoders) {
      Urgency urgency = decoder.use().urgency();
      Step step = new Step(decoder, new CompletableFuture<>());
      results.add(step.done);
      synchronized (waiting) {
        queue(urgency).add(step);
      }
    }
    for (OnnxTextDecoder decoder : decoders) {
      Urgency urgency = decoder.use().urgency();
      // The turn may serve the steps of others and leave these to the turns of the others.
      var _ =
          executor
              .submit(urgency, () -> model.guarded(this::runBatch))
              .whenComplete((done, failure) -> giveUp(urgency, failure));
    }
    results.forEach(InferenceExecutor::await);
  }

  @Override
  public void close() {
    buffers.forEach(
        buffer -> {
          buffer.tokens.close();
          buffer.logits.close();
        });
    idleAudio.getFirst().close();
    idleWindow.close();
    idle.close();
  }

  /// A turn that will not come leaves a step without one.
  private void giveUp(Urgency urgency, @Nullable Throwable failure) {
    if (failure != null) {
      Step left;
      synchronized (waiting) {
        left = queue(urgency).pollLast();
      }
      if (left != null) {
        left.done.completeExceptionally(failure);
      }
    }
  }

  /// One turn. Others may have served all steps already; then it ends at once.
  private boolean runBatch() {
    List<Step> batch = next();
    try {
      switch (batch.size()) {
        case 0 -> {}
        case 1 -> batch.getFirst().decoder.stepAlone();
        default -> runTogether(batch.stream().map(Step::decoder).toList());
      }
      batch.forEach(step -> step.done.complete(null));
    } catch (RuntimeException | Error e) {
      batch.forEach(step -> step.done.completeExceptionally(e));
    }
    return true;
  }

  private List<Step> next() {
    List<Step> batch = new ArrayList<>();
    synchronized (waiting) {
      for (ArrayDeque<Step> queue : waiting.values()) {
        while (batch.size() < rows.size() && !queue.isEmpty()) {
          Step step = queue.remove();
          if (step.decoder.use().isCancelled()) {
            step.done.completeExceptionally(new RunCancelledException());
          } else {
            batch.add(step);
          }
        }
      }
    }
    return batch;
  }

  private void runTogether(List<OnnxTextDecoder> decoders) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Set<String> alignments = new LinkedHashSet<>();
    Buffer buffer = takeBuffer();
    for (int row = 0; row < rows.size(); row++) {
      if (row < decoders.size()) {
        OnnxTextDecoder decoder = decoders.get(row);
        rows.get(row).put(inputs, outputs, decoder.memory(), decoder.audio());
        buffer.tokens.longs().put(row, decoder.nextToken());
        alignments.add(rows.get(row).alignment());
      } else {
        rows.get(row).put(inputs, outputs, idle, idleAudio);
        buffer.tokens.longs().put(row, 0);
      }
    }
    inputs.put("tokens", buffer.tokens);
    outputs.put("logits", buffer.logits);
    try (ModelOutputs results = networks.steps().run(inputs, outputs, alignments, null)) {
      for (int row = 0; row < decoders.size(); row++) {
        decoders
            .get(row)
            .stepped(
                buffer.logits.floats().slice(row * vocabulary, vocabulary),
                results.get(rows.get(row).alignment()).floats());
      }
    }
    synchronized (buffers) {
      buffers.push(buffer);
    }
  }

  private Buffer takeBuffer() {
    synchronized (buffers) {
      Buffer buffer = buffers.poll();
      return buffer != null
          ? buffer
          : new Buffer(Tensor.longs(rows.size(), 1), Tensor.floats(rows.size(), 1, vocabulary));
    }
  }

  private ArrayDeque<Step> queue(Urgency urgency) {
    ArrayDeque<Step> queue = waiting.get(urgency);
    if (queue == null) {
      throw new AssertionError(urgency);
    }
    return queue;
  }
}
