package dev.parley.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.RunCancelledException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(60)
class InferenceExecutorTest {
  private final InferenceExecutor executor = new InferenceExecutor(1, 2);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    executor.close();
  }

  @Test
  void runsOnNamedPlatformThreads() {
    Thread thread = executor.submit(Urgency.FINAL, Thread::currentThread).join();

    assertThat(thread.isVirtual()).isFalse();
    assertThat(thread.getName()).isEqualTo("inference-0");
  }

  @Test
  void takesTheMostUrgentFirstAndTheOldestWithinAnUrgency() throws InterruptedException {
    var _ = occupy();
    List<String> order = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Boolean>> work =
        List.of(
            executor.submit(Urgency.BATCH, () -> order.add("batch")),
            executor.submit(Urgency.PARTIAL, () -> order.add("partial 1")),
            executor.submit(Urgency.PARTIAL, () -> order.add("partial 2")),
            executor.submit(Urgency.AHEAD, () -> order.add("ahead")),
            executor.submit(Urgency.ANSWER, () -> order.add("answer")),
            executor.submit(Urgency.FINAL, () -> order.add("final")));

    release.countDown();
    work.forEach(CompletableFuture::join);

    assertThat(order)
        .containsExactly("final", "answer", "ahead", "partial 1", "partial 2", "batch");
  }

  @Test
  void waitingCallIsDroppedWhenCancelled() throws InterruptedException {
    var _ = occupy();
    RunCancellation cancellation = new RunCancellation();
    cancellation.whenCancelled(() -> {});
    Thread canceller =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (executor.waiting(Urgency.FINAL) == 0) {
                    Thread.onSpinWait();
                  }
                  cancellation.cancel();
                });

    assertThatThrownBy(() -> executor.call(Urgency.FINAL, cancellation, () -> 1))
        .isInstanceOf(RunCancelledException.class);

    canceller.join();
    release.countDown();
    assertThat(executor.call(Urgency.FINAL, new RunCancellation(), () -> 2)).isEqualTo(2);
  }

  @Test
  void anInterruptionDropsACallThatWaits() throws Exception {
    var _ = occupy();
    RunCancellation cancellation = new RunCancellation();
    FutureTask<Integer> call =
        new FutureTask<>(() -> executor.callInterruptibly(Urgency.FINAL, cancellation, () -> 1));
    Thread caller = Thread.ofVirtual().start(call);
    while (executor.waiting(Urgency.FINAL) == 0) {
      Thread.onSpinWait();
    }

    caller.interrupt();

    assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(executor.waiting(Urgency.FINAL)).isZero();
  }

  @Test
  void anInterruptionOfACallThatRunsCancelsItAndWaitsForItsEnd() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    RunCancellation cancellation = new RunCancellation();
    CountDownLatch cancelled = new CountDownLatch(1);
    cancellation.whenCancelled(cancelled::countDown);
    FutureTask<Boolean> call =
        new FutureTask<>(
            () -> {
              try {
                return executor.callInterruptibly(
                    Urgency.FINAL,
                    cancellation,
                    () -> {
                      running.countDown();
                      awaitUnchecked(cancelled);
                      ended.set(true);
                      return true;
                    });
              } catch (InterruptedException e) {
                assertThat(ended).isTrue();
                throw e;
              }
            });
    Thread caller = Thread.ofVirtual().start(call);
    running.await();

    caller.interrupt();

    assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void aCallThatIsNotInterruptedReturnsOrThrowsWhatTheTaskDoes() throws InterruptedException {
    RunCancellation cancellation = new RunCancellation();

    assertThat(executor.callInterruptibly(Urgency.FINAL, cancellation, () -> 3)).isEqualTo(3);
    assertThatThrownBy(
            () ->
                executor.callInterruptibly(
                    Urgency.FINAL,
                    cancellation,
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void callThrowsWhatTheTaskThrows() {
    assertThatThrownBy(
            () ->
                executor.call(
                    Urgency.FINAL,
                    null,
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void refusesWhenTheQueueOfTheUrgencyIsFull() throws InterruptedException {
    var _ = occupy();
    var _ = executor.submit(Urgency.PARTIAL, () -> 1);
    var _ = executor.submit(Urgency.PARTIAL, () -> 2);

    CompletableFuture<Integer> refused = executor.submit(Urgency.PARTIAL, () -> 3);
    CompletableFuture<Integer> other = executor.submit(Urgency.FINAL, () -> 4);

    assertThat(executor.waiting(Urgency.PARTIAL)).isEqualTo(2);
    assertThatThrownBy(refused::join)
        .hasCauseInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("2 pieces of PARTIAL work are waiting already.");
    release.countDown();
    assertThat(other.join()).isEqualTo(4);
  }

  @Test
  void dropsWhatIsCancelledBeforeItStarts() throws InterruptedException {
    var _ = occupy();
    List<String> ran = new CopyOnWriteArrayList<>();
    CompletableFuture<Boolean> dropped = executor.submit(Urgency.PARTIAL, () -> ran.add("dropped"));
    CompletableFuture<Boolean> kept = executor.submit(Urgency.PARTIAL, () -> ran.add("kept"));

    assertThat(dropped.cancel(true)).isTrue();
    release.countDown();
    kept.join();

    assertThat(ran).containsExactly("kept");
  }

  @Test
  void cancelledWorkTakesNoPlace() throws InterruptedException {
    var _ = occupy();
    executor.submit(Urgency.PARTIAL, () -> 1).cancel(false);
    executor.submit(Urgency.PARTIAL, () -> 2).cancel(false);

    CompletableFuture<Integer> newest = executor.submit(Urgency.PARTIAL, () -> 3);

    assertThat(executor.waiting(Urgency.PARTIAL)).isEqualTo(1);
    release.countDown();
    assertThat(newest.join()).isEqualTo(3);
  }

  @Test
  void failureOfATaskFailsItsFutureAlone() {
    CompletableFuture<Object> failed =
        executor.submit(
            Urgency.FINAL,
            () -> {
              throw new StackOverflowError("a defect");
            });

    assertThatThrownBy(failed::join).hasRootCauseMessage("a defect");
    assertThat(executor.submit(Urgency.FINAL, () -> 5).join()).isEqualTo(5);
  }

  @Test
  void interruptionLeftByATaskDoesNotEndTheThread() {
    executor
        .submit(
            Urgency.FINAL,
            () -> {
              Thread.currentThread().interrupt();
              return 1;
            })
        .join();

    assertThat(executor.submit(Urgency.FINAL, Thread::interrupted).join()).isFalse();
    assertThat(executor.submit(Urgency.FINAL, () -> 6).join()).isEqualTo(6);
  }

  @Test
  void closeLetsThePresentRunEndAndCancelsTheRest() throws InterruptedException {
    CompletableFuture<String> running = occupy();
    CompletableFuture<Integer> waiting = executor.submit(Urgency.FINAL, () -> 7);
    CountDownLatch cancelled = new CountDownLatch(1);
    // A dependent that needs the executor must not be stopped by a lock that close() holds.
    var dependent =
        waiting.whenComplete(
            (_, _) ->
                CompletableFuture.supplyAsync(() -> executor.waiting(Urgency.FINAL))
                    .thenRun(cancelled::countDown)
                    .join());
    Thread closing = Thread.ofVirtual().start(executor::close);

    cancelled.await();
    assertThat(waiting).isCancelled();
    assertThat(running).isNotDone();
    release.countDown();
    closing.join();

    assertThat(dependent).isCompletedExceptionally();
    assertThat(running).isCompletedWithValue("ran");
    assertThatThrownBy(() -> executor.submit(Urgency.FINAL, () -> 8).join())
        .hasRootCauseMessage("The inference executor is closed.");
  }

  @Test
  void closeOutlastsAnInterruption() throws Exception {
    CompletableFuture<String> running = occupy();
    FutureTask<Boolean> closing =
        new FutureTask<>(
            () -> {
              Thread.currentThread().interrupt();
              executor.close();
              return running.isDone() && Thread.interrupted();
            });
    CompletableFuture<Integer> waiting = executor.submit(Urgency.FINAL, () -> 9);
    var _ = waiting.whenComplete((_, _) -> release.countDown());

    Thread.ofPlatform().start(closing);

    assertThat(closing.get()).isTrue();
  }

  @Test
  void knowsWhetherWorkWaits() throws InterruptedException {
    CompletableFuture<String> running = occupy();
    assertThat(executor.hasWaiting()).isFalse();
    CompletableFuture<Integer> waiting = executor.submit(Urgency.BATCH, () -> 1);
    assertThat(executor.hasWaiting()).isTrue();

    release.countDown();

    running.join();
    waiting.join();
    assertThat(executor.hasWaiting()).isFalse();
  }

  @Test
  void mayBeClosedByItsOwnThreadAndTwice() {
    executor
        .submit(
            Urgency.FINAL,
            () -> {
              executor.close();
              return 1;
            })
        .join();

    executor.close();
  }

  @Test
  void refusesToBeEmpty() {
    assertThatThrownBy(() -> new InferenceExecutor(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InferenceExecutor(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Keeps the only thread busy until [#release].
  private CompletableFuture<String> occupy() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<String> result =
        executor.submit(
            Urgency.FINAL,
            () -> {
              started.countDown();
              awaitUnchecked(release);
              return "ran";
            });
    started.await();
    return result;
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
