package dev.parley.asr.model;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.RunCancelledException;
import dev.parley.inference.onnx.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// Continuous batching: steps that wait at the same time are computed in one run, whosever they
/// are, the most urgent first. A decoding joins when it has a token and leaves when it has none.
///
/// A run costs little more for many steps than for few. So while one is under way and other work
/// waits for a thread, such as encoding, the next starts only when it is full or has a step for
/// which somebody waits in silence; the steps that have gathered meanwhile follow the run under
/// way.
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

  /// Of what urgency a turn is queued; guarded by `waiting`.
  private final Set<Urgency> turns = EnumSet.noneOf(Urgency.class);

  /// Runs; guarded by `waiting`.
  private int underWay;

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
    Tensor key = idleWindow.view(1, dimensions.heads(), dimensions.headWidth(), 1);
    Tensor value = idleWindow.view(1, dimensions.heads(), 1, dimensions.headWidth());
    idleAudio =
        IntStream.range(0, dimensions.decoderLayers())
            .mapToObj(i -> List.of(key, value))
            .flatMap(List::stream)
            .toList();
  }

  /// Computes the steps of decoders whose next token is in place; the caller waits.
  void run(List<OnnxTextDecoder> decoders) {
    List<CompletableFuture<Void>> results = new ArrayList<>();
    Set<Urgency> urgencies = EnumSet.noneOf(Urgency.class);
    synchronized (waiting) {
      for (OnnxTextDecoder decoder : decoders) {
        Urgency urgency = decoder.use().urgency();
        Step step = new Step(decoder, new CompletableFuture<>());
        results.add(step.done);
        queue(urgency).add(step);
        urgencies.add(urgency);
      }
      urgencies.removeIf(urgency -> !turns.add(urgency));
    }
    urgencies.forEach(this::submitTurn);
    results.forEach(InferenceExecutor::await);
  }

  @Override
  public void close() {
    buffers.forEach(
        buffer -> {
          buffer.tokens.close();
          buffer.logits.close();
        });
    idleAudio.forEach(Tensor::close);
    idleWindow.close();
    idle.close();
  }

  private void submitTurn(Urgency urgency) {
    var _ =
        executor
            .submit(urgency, () -> model.guarded(() -> runBatch(urgency)))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    giveUp(urgency, failure);
                  }
                });
  }

  /// A turn that will not come leaves steps without one.
  private void giveUp(Urgency urgency, Throwable failure) {
    List<Step> left;
    synchronized (waiting) {
      turns.remove(urgency);
      left = List.copyOf(queue(urgency));
      queue(urgency).clear();
    }
    left.forEach(step -> step.done.completeExceptionally(failure));
  }

  /// One turn, which may serve steps of other urgencies too.
  private boolean runBatch(Urgency turn) {
    List<Step> batch;
    synchronized (waiting) {
      turns.remove(turn);
      batch = isToGather() ? List.of() : next();
      if (batch.isEmpty()) {
        return true;
      }
      underWay++;
    }
    // What is left, more than a run can take, is for another thread.
    submitTurns();
    try {
      if (batch.size() == 1) {
        batch.getFirst().decoder.stepAlone();
      } else {
        runTogether(batch.stream().map(Step::decoder).toList());
      }
      batch.forEach(step -> step.done.complete(null));
    } catch (RuntimeException | Error e) {
      batch.forEach(step -> step.done.completeExceptionally(e));
    } finally {
      synchronized (waiting) {
        underWay--;
      }
      submitTurns();
    }
    return true;
  }

  /// Sees to it that steps that wait have a turn.
  private void submitTurns() {
    List<Urgency> wanted = new ArrayList<>();
    synchronized (waiting) {
      for (Map.Entry<Urgency, ArrayDeque<Step>> entry : waiting.entrySet()) {
        if (!entry.getValue().isEmpty() && turns.add(entry.getKey())) {
          wanted.add(entry.getKey());
        }
      }
    }
    wanted.forEach(this::submitTurn);
  }

  /// Whether the steps that wait are better left to the end of the run under way.
  private boolean isToGather() {
    int all = 0;
    for (Map.Entry<Urgency, ArrayDeque<Step>> entry : waiting.entrySet()) {
      all += entry.getValue().size();
      boolean awaited =
          switch (entry.getKey()) {
            case FINAL, ANSWER, AHEAD -> true;
            case PARTIAL, BATCH -> false;
          };
      if (awaited && !entry.getValue().isEmpty()) {
        return false;
      }
    }
    return underWay > 0 && all < rows.size() && executor.hasWaiting();
  }

  private List<Step> next() {
    List<Step> batch = new ArrayList<>();
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
