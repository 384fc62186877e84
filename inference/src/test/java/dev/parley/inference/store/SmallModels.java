package dev.parley.inference.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Manifests and settings for tests: one model named `small`.
final class SmallModels {
  static final String REPOSITORY = "owner/small";

  private SmallModels() {}

  /// Bytes that look like weights: the same for the same seed.
  static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) {
    return hash(bytes, "0".repeat(64));
  }

  static String md5(byte[] bytes) {
    return hash(bytes, "0".repeat(32));
  }

  private static String hash(byte[] bytes, String like) {
    Checksum checksum = Checksum.like(like);
    checksum.add(bytes, bytes.length);
    return checksum.finish();
  }

  /// A file that only the hub has.
  static ManifestFile onHub(String name, byte[] content) {
    return new ManifestFile(
        name,
        content.length,
        sha256(content),
        new ManifestFile.HubPath(REPOSITORY, name),
        null,
        List.of());
  }

  /// A file that the hub and a wheel have.
  static ManifestFile inWheel(String name, byte[] content, ManifestFile.WheelMember... members) {
    return new ManifestFile(
        name,
        content.length,
        sha256(content),
        new ManifestFile.HubPath(REPOSITORY, name),
        null,
        List.of(members));
  }

  static Manifest manifest(ManifestFile... files) {
    return new Manifest(
        List.of(),
        List.of(new ManifestModel("small", "a test", "Small", "CC0-1.0", true, List.of(files))));
  }

  /// The environment of this process, with the sources of the test instead of the real ones.
  static Map<String, String> environment(String hub) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("PARLEY_OFFLINE");
    environment.keySet().removeIf(name -> name.startsWith("PIP_"));
    environment.put("HF_ENDPOINT", hub);
    environment.put("PIP_NO_INDEX", "1");
    return environment;
  }

  static StoreSettings settings(String hub) {
    return StoreSettings.of(environment(hub));
  }
}
