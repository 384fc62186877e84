package dev.parley.inference.store;

import java.util.Optional;

/// A place that files come from, for the length of one pull.
interface Source extends AutoCloseable {

  /// Where a file of the manifest is, for messages; empty if this source does not have it.
  Optional<String> locate(ManifestFile file);

  /// Writes all bytes of a file that this source has. What is in `part` already may be kept.
  ///
  /// @param subject what messages call the file
  /// @throws SourceException if the source does not give it; the next source is asked
  void fetch(String subject, ManifestFile file, PartFile part) throws SourceException;

  @Override
  void close();
}
