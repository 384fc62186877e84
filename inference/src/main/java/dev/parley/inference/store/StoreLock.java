package dev.parley.inference.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets one thread of one process at a time change a store.
///
/// A lock of the operating system belongs to the whole process, so threads take turns on a lock of
/// their own first. The lock file stays: removing it would let a third process lock another file of
/// the same name.
final class StoreLock implements AutoCloseable {
  private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

  private final ReentrantLock turn;
  private final @Nullable FileChannel channel;

  private StoreLock(ReentrantLock turn, @Nullable FileChannel channel) {
    this.turn = turn;
    this.channel = channel;
  }

  /// Takes the lock, and tells the listener first if somebody else has it.
  static StoreLock acquire(StoreFolder folder, PullListener listener) {
    Path file = folder.lock();
    ReentrantLock turn =
        TURNS.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new ReentrantLock());
    boolean told = false;
    if (!turn.tryLock()) {
      listener.on(new PullEvent.Waiting(file));
      told = true;
      takeTurn(turn);
    }
    try {
      return new StoreLock(turn, lock(folder, listener, told));
    } catch (RuntimeException e) {
      turn.unlock();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException _) {
      // The operating system releases it at the end of the process at the latest.
    } finally {
      turn.unlock();
    }
  }

  private static void takeTurn(ReentrantLock turn) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private static @Nullable FileChannel lock(
      StoreFolder folder, PullListener listener, boolean told) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        if (!told) {
          listener.on(new PullEvent.Waiting(folder.lock()));
        }
        channel.lock();
      }
      locked = true;
      return channel;
    } catch (FileLockInterruptionException e) {
      throw interrupted(e);
    } catch (IOException e) {
      listener.on(
          new PullEvent.Warning(
              "The folder %s has no file locks (%s); do not start two pulls into it at once."
                  .formatted(folder.path(), e.getMessage())));
      return null;
    } finally {
      if (!locked) {
        closeQuietly(channel);
      }
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // Nothing was written.
    }
  }

  private static ModelUnavailableException interrupted(Exception cause) {
    return new ModelUnavailableException(
        "The wait for another pull of models was interrupted.", cause);
  }
}
