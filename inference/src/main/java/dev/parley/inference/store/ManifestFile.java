package dev.parley.inference.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One file of a model and where the same bytes can be had.
///
/// @param name the file's name in the model's folder
/// @param bytes its size
/// @param checksum its SHA-256 or MD5, in lower-case hexadecimal
/// @param hub its place on the Hugging Face hub, if it is there
/// @param platform the only [Platform] that the file is for; null if it is for all
/// @param wheel the members of Python wheels whose concatenation it is; empty if there are none
record ManifestFile(
    String name,
    long bytes,
    String checksum,
    @Nullable HubPath hub,
    @Nullable String platform,
    List<WheelMember> wheel) {
  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{64}");
  private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*");

  // Jackson passes null for what a manifest leaves out.
  @SuppressWarnings("NullAway")
  ManifestFile(
      String name,
      long bytes,
      @JsonProperty("sha256") String checksum,
      @Nullable HubPath hub,
      @Nullable String platform,
      @Nullable List<WheelMember> wheel) {
    this.name = requireMatch(FILE_NAME, name);
    this.checksum = requireMatch(CHECKSUM, checksum);
    this.bytes = bytes;
    this.hub = hub;
    this.platform = platform;
    this.wheel = wheel == null ? List.of() : List.copyOf(wheel);
    if (bytes <= 0) {
      throw new IllegalArgumentException("The manifest gives no size for " + name + ".");
    }
    if (hub == null && this.wheel.isEmpty()) {
      throw new IllegalArgumentException("The manifest gives no source for " + name + ".");
    }
  }

  /// @param repository `owner/name`
  /// @param path the file's path in the repository
  record HubPath(String repository, String path) {}

  /// @param requirement `name==version`
  /// @param member the path in the wheel, which is a zip file; null for the wheel as it is
  record WheelMember(String requirement, @Nullable String member) {}

  boolean isFor(String machine) {
    return platform == null || platform.equals(machine);
  }

  private static String requireMatch(Pattern pattern, @Nullable String text) {
    if (text == null || !pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "The manifest has '%s' where '%s' must match.".formatted(text, pattern));
    }
    return text;
  }
}
