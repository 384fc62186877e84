package dev.parley.client.cli.serve;

import dev.parley.inference.onnx.NativeHeap;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.util.concurrent.Semaphore;
import javax.management.NotificationEmitter;

/// Keeps the old generation of the serial collector small.
///
/// That collector empties it only when the whole heap is full, a quarter of the machine. Buffers of
/// utterances live for seconds, long enough to get there, so a server would grow for hours. Here it
/// is collected when it holds [#MOST_GARBAGE] more than after the last time, which takes about a
/// tenth of a second every half minute or more with eight live streams. The C library gives back
/// what the engines have freed on the same occasion. Other collectors do that themselves and are
/// left alone.
final class GarbageLimit {
  private static final long MOST_GARBAGE = 32L << 20;
  private static final String OLD_GENERATION = "Tenured Gen";

  private final MemoryPoolMXBean oldGeneration;
  private final Semaphore exceeded = new Semaphore(0);

  private GarbageLimit(MemoryPoolMXBean oldGeneration) {
    this.oldGeneration = oldGeneration;
  }

  /// Starts to watch, until the process ends. To be called once.
  static void install() {
    ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals(OLD_GENERATION))
        .filter(MemoryPoolMXBean::isUsageThresholdSupported)
        .map(GarbageLimit::new)
        .forEach(GarbageLimit::start);
  }

  private void start() {
    // Its first call takes long, in which garbage would pile up.
    NativeHeap.trim();
    NotificationEmitter memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    memory.addNotificationListener(
        (_, _) -> exceeded.release(),
        notification ->
            notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
        null);
    Thread.ofPlatform().name("garbage-limit").daemon().start(this::collect);
  }

  private void collect() {
    while (true) {
      exceeded.drainPermits();
      // Near its end, the collector comes by itself.
      long most = oldGeneration.getUsage().getMax();
      long limit = Math.min(most, afterCollection() + MOST_GARBAGE);
      oldGeneration.setUsageThreshold(limit);
      NativeHeap.trim();
      // What exceeded the limit before it was set is not told.
      if (oldGeneration.getUsage().getUsed() < limit) {
        exceeded.acquireUninterruptibly();
      }
      System.gc();
    }
  }

  private long afterCollection() {
    return oldGeneration.getCollectionUsage().getUsed();
  }
}
