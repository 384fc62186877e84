package dev.parley.inference.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Which models there are. The one of this project is the resource `models.json`.
///
/// @param wheels the sizes of the wheels, which progress bars need before a download
/// @param models in the order in which they are listed and pulled
record Manifest(List<Wheel> wheels, List<ManifestModel> models) {
  /// The most names that a message holds.
  private static final int NAMED = 12;

  /// @param requirement `name==version`
  /// @param bytes the size of the wheel
  record Wheel(String requirement, long bytes) {}

  Manifest {
    wheels = List.copyOf(wheels);
    models = List.copyOf(models);
    Set<String> names = new HashSet<>();
    for (ManifestModel model : models) {
      if (!names.add(model.name())) {
        throw new IllegalArgumentException("The manifest lists " + model.name() + " twice.");
      }
    }
  }

  /// The manifest of this project.
  static Manifest bundled() {
    try (InputStream json =
        Objects.requireNonNull(Manifest.class.getResourceAsStream("models.json"))) {
      return read(json)
          .with(KokoroVoices.models())
          .with(PiperVoices.models())
          .on(Platform.current());
    } catch (IOException e) {
      throw new UncheckedIOException("The model manifest in this build cannot be read.", e);
    }
  }

  /// The manifest and more models, of which those are left out that it has already.
  private Manifest with(List<ManifestModel> more) {
    List<ManifestModel> all = new ArrayList<>(models);
    Set<String> names = models.stream().map(ManifestModel::name).collect(Collectors.toSet());
    more.stream().filter(model -> !names.contains(model.name())).forEach(all::add);
    return new Manifest(wheels, all);
  }

  /// What of it concerns a machine of that platform.
  Manifest on(String platform) {
    return new Manifest(
        wheels, models.stream().map(model -> model.on(platform)).filter(Objects::nonNull).toList());
  }

  static Manifest read(InputStream json) throws IOException {
    return new ObjectMapper().readValue(json, Manifest.class);
  }

  /// @throws ModelUnavailableException if there is no such model, with the names that there are
  ManifestModel model(String name) {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelUnavailableException(
                    "There is no model '%s'; choose from %s.".formatted(name, someNames())));
  }

  private String someNames() {
    String some =
        models.stream().limit(NAMED).map(ManifestModel::name).collect(Collectors.joining(", "));
    return models.size() <= NAMED
        ? some
        : some + " and others that 'parley models list' and 'parley speak --voice list' show";
  }

  /// The size of a wheel, 0 if unknown.
  long wheelBytes(String requirement) {
    return wheels.stream()
        .filter(wheel -> wheel.requirement().equals(requirement))
        .mapToLong(Wheel::bytes)
        .findFirst()
        .orElse(0);
  }
}
