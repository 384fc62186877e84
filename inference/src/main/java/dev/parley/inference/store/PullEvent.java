package dev.parley.inference.store;

import java.nio.file.Path;

/// What happens while models are pulled, in the order in which a terminal tells it.
public sealed interface PullEvent {

  /// One stream of bytes from one source: a file from the hub, or a wheel that holds several files.
  ///
  /// @param subject `model/file` or the requirement of a wheel, such as `name==1.0.0`
  /// @param source where the bytes come from, such as `pip`
  /// @param totalBytes how many there are in all
  record Transfer(String subject, String source, long totalBytes) {}

  /// Files are missing or damaged, and the pull of them begins.
  ///
  /// @param folder the store
  /// @param files how many files
  /// @param bytes how many bytes these files have together; the transfers may have more or less
  record PullStarted(Path folder, int files, long bytes) implements PullEvent {}

  /// Somebody else pulls into the same store; the pull goes on when they are done.
  ///
  /// @param lock the file that they have locked
  record Waiting(Path lock) implements PullEvent {}

  /// @param resumedAt how many bytes an earlier attempt has left, 0 for none
  record TransferStarted(Transfer transfer, long resumedAt) implements PullEvent {}

  /// Sent at most ten times a second.
  ///
  /// @param bytes how many have arrived, those of an earlier attempt included
  /// @param bytesPerSecond the mean of this attempt
  record TransferProgressed(Transfer transfer, long bytes, double bytesPerSecond)
      implements PullEvent {}

  /// Ends what [TransferStarted] began, whether all bytes came or not.
  record TransferEnded(Transfer transfer, long bytes) implements PullEvent {}

  /// A file has its place in the store and the right checksum.
  record FileReady(String model, String file, long bytes, String source) implements PullEvent {}

  /// Something went wrong that does not end the pull.
  ///
  /// @param message whole sentences
  record Warning(String message) implements PullEvent {}
}
