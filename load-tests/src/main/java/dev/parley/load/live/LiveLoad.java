package dev.parley.load.live;

import dev.parley.client.VoiceClient;
import dev.parley.client.cli.terminal.Sentences;
import dev.parley.load.figures.ProcessMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Sends several tracks at once, each over a connection of its own, and collects what came back.
public final class LiveLoad {
  private static final long STAGGER_MILLIS = 137;

  private final LoadedServer server;
  private final PacedStream.Settings settings;

  /// @param languages candidates for all streams; empty: any
  public LiveLoad(LoadedServer server, Duration silence, List<String> languages) {
    this.server = server;
    this.settings = new PacedStream.Settings(Math.toIntExact(silence.toMillis()), languages);
  }

  /// Blocks until all tracks are sent and answered, or have failed.
  ///
  /// @param memoryInterval how often the memory of the server's process is read
  /// @param memory gets it, in bytes, if this machine tells
  public LoadResult run(List<Track> tracks, Duration memoryInterval, LongConsumer memory)
      throws InterruptedException {
    List<Future<Delivery>> running = new ArrayList<>();
    LoadResult result = new LoadResult();
    Duration before = processorTime();
    long start = System.nanoTime();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> _ =
          watch.scheduleAtFixedRate(
              () -> readMemory(result, memory),
              0,
              memoryInterval.toMillis(),
              TimeUnit.MILLISECONDS);
      for (int i = 0; i < tracks.size(); i++) {
        int number = i;
        running.add(
            senders.submit(
                () -> {
                  Thread.sleep(number * STAGGER_MILLIS);
                  try (VoiceClient client = server.connect()) {
                    return new PacedStream(tracks.get(number)).run(client, settings);
                  }
                }));
      }
      try {
        for (int i = 0; i < tracks.size(); i++) {
          collect(result, tracks.get(i), running.get(i));
        }
      } finally {
        running.forEach(one -> one.cancel(true));
        watch.shutdownNow();
      }
    }
    result.end(Duration.ofNanos(System.nanoTime() - start), processorTime().minus(before));
    return result;
  }

  private static void collect(LoadResult result, Track track, Future<Delivery> running)
      throws InterruptedException {
    try {
      result.add(track, running.get());
    } catch (ExecutionException e) {
      result.fail(Sentences.of(e));
    }
  }

  private Duration processorTime() {
    return server.meter().flatMap(ProcessMeter::processorTime).orElse(Duration.ZERO);
  }

  private void readMemory(LoadResult result, LongConsumer memory) {
    OptionalLong bytes =
        server.meter().map(ProcessMeter::residentBytes).orElse(OptionalLong.empty());
    bytes.ifPresent(result::memory);
    bytes.ifPresent(memory);
  }
}
