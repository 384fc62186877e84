package dev.parley.inference.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file on its way into the store: `<file>.part` beside its place, hashed while it is written.
///
/// Bytes that an earlier attempt has left are kept, so that a source can go on behind them. The
/// caller holds the lock of the store. Failures to write are [ModelUnavailableException]s, because
/// no other source would help.
final class PartFile implements AutoCloseable {
  private final StoreFolder folder;
  private final Path target;
  private final Path path;
  private final FileChannel channel;
  private final Checksum checksum;
  private long length;
  private boolean resumed;

  private PartFile(
      StoreFolder folder, Path target, Path path, FileChannel channel, Checksum checksum) {
    this.folder = folder;
    this.target = target;
    this.path = path;
    this.channel = channel;
    this.checksum = checksum;
  }

  /// Opens what an earlier attempt has left, else an empty file.
  ///
  /// @param file to be written; leftovers that are larger are worth nothing
  static PartFile open(StoreFolder folder, Path target, ManifestFile file) {
    Path path = target.resolveSibling(target.getFileName() + ".part");
    try {
      long left = Files.exists(path) ? Files.size(path) : 0;
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      PartFile part = new PartFile(folder, target, path, channel, Checksum.like(file.checksum()));
      if (left > file.bytes()) {
        part.restart();
      } else if (left > 0) {
        part.checksum.add(path);
        part.length = left;
        part.resumed = true;
        channel.position(left);
      }
      return part;
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }

  /// How many bytes are there.
  long length() {
    return length;
  }

  /// Whether some bytes are from an earlier attempt, perhaps of another source.
  boolean resumed() {
    return resumed;
  }

  /// Drops all bytes.
  void restart() {
    try {
      channel.truncate(0);
      channel.position(0);
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
    checksum.reset();
    length = 0;
    resumed = false;
  }

  void write(byte[] bytes, int count) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
    checksum.add(bytes, count);
    length += count;
  }

  /// The checksum of all bytes. Nothing may be written after it but by way of [#restart].
  String finish() {
    return checksum.finish();
  }

  /// Makes this the file.
  void moveIntoPlace() {
    try {
      channel.force(true);
      channel.close();
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }

  /// Leaves the bytes for a later attempt, if there are any.
  @Override
  public void close() {
    try {
      boolean moved = !channel.isOpen();
      channel.close();
      if (!moved && length == 0) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }
}
