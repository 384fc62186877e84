package dev.parley.inference.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One model of the manifest.
///
/// @param name the name of its folder in the store
/// @param role what it is for
/// @param title what it is, for people
/// @param licence under which its files are published
/// @param inDefaultSet whether Parley needs it unless configured otherwise
/// @param files all of them, the large ones first
record ManifestModel(
    String name,
    String role,
    String title,
    String licence,
    @JsonProperty("default") boolean inDefaultSet,
    List<ManifestFile> files) {

  ManifestModel {
    files = List.copyOf(files);
    Set<String> names = new HashSet<>();
    for (ManifestFile file : files) {
      if (!names.add(file.name())) {
        throw new IllegalArgumentException(
            "The manifest lists %s/%s twice.".formatted(name, file.name()));
      }
    }
  }

  /// The model with the files that a machine of that platform needs; null if it has none for it.
  @Nullable ManifestModel on(String platform) {
    List<ManifestFile> wanted = files.stream().filter(file -> file.isFor(platform)).toList();
    return wanted.isEmpty()
        ? null
        : new ManifestModel(name, role, title, licence, inDefaultSet, wanted);
  }

  long bytes() {
    return files.stream().mapToLong(ManifestFile::bytes).sum();
  }
}
