package dev.parley.inference.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ManifestTest {

  @Test
  void bundledManifestHasTheDefaultSet() {
    assertThat(Manifest.bundled().models())
        .filteredOn(ManifestModel::inDefaultSet)
        .extracting(ManifestModel::name)
        .containsExactlyInAnyOrder(
            "whisper-base",
            "silero-vad",
            "smart-turn",
            "hibari-heart",
            "english-phonemes",
            "smollm2-135m");
  }

  @Test
  void everyWheelHasItsSize() {
    Manifest manifest = Manifest.bundled();

    assertThat(manifest.models())
        .flatExtracting(ManifestModel::files)
        .flatExtracting(ManifestFile::wheel)
        .extracting(ManifestFile.WheelMember::requirement)
        .allSatisfy(
            requirement -> {
              assertThat(requirement).matches("[a-z0-9-]+==[0-9.]+");
              assertThat(manifest.wheelBytes(requirement)).isPositive();
            });
  }

  @Test
  void everyModelSaysWhatItIs() {
    assertThat(Manifest.bundled().models())
        .allSatisfy(
            model -> {
              assertThat(model.name()).matches("[\\p{L}\\p{N}_-]+");
              assertThat(model.role()).isNotBlank();
              assertThat(model.title()).isNotBlank();
              assertThat(model.licence()).isNotBlank();
              assertThat(model.files()).isNotEmpty();
            });
  }

  @Test
  void everyPiperVoiceIsAModel() {
    Manifest manifest = Manifest.bundled();

    ManifestModel thorsten = manifest.model("piper-de_DE-thorsten-medium");
    assertThat(thorsten.role()).isEqualTo("speech, German");
    assertThat(thorsten.files())
        .extracting(ManifestFile::name)
        .containsExactly(
            "de_DE-thorsten-medium.onnx", "de_DE-thorsten-medium.onnx.json", "MODEL_CARD");
    assertThat(thorsten.files().getFirst().hub())
        .isEqualTo(
            new ManifestFile.HubPath(
                "rhasspy/piper-voices", "de/de_DE/thorsten/medium/de_DE-thorsten-medium.onnx"));
    // It is in a wheel too, which the other voices are not.
    assertThat(manifest.model("piper-en_US-joe-medium").files().getFirst().wheel()).isNotEmpty();
    assertThat(manifest.models()).hasSizeGreaterThan(100);
  }

  @Test
  void everyKokoroVoiceIsAModelBesideTheirNetwork() {
    Manifest manifest = Manifest.bundled();

    assertThat(manifest.model("kokoro").files())
        .extracting(ManifestFile::name)
        .containsExactly("model.onnx");
    ManifestModel dora = manifest.model("kokoro-ef_dora");
    assertThat(dora.role()).isEqualTo("speech, Spanish");
    assertThat(dora.files().getFirst().hub())
        .isEqualTo(
            new ManifestFile.HubPath("onnx-community/Kokoro-82M-v1.0-ONNX", "voices/ef_dora.bin"));
    assertThat(dora.bytes()).isEqualTo(522_240);
    assertThat(manifest.models())
        .filteredOn(model -> model.name().startsWith("kokoro-"))
        .hasSize(41);
  }

  @Test
  void refusesDuplicates() {
    ManifestFile file = SmallModels.onHub("weights.bin", new byte[1]);
    ManifestModel model = SmallModels.manifest(file).models().getFirst();

    assertThatThrownBy(() -> SmallModels.manifest(file, file))
        .hasMessage("The manifest lists small/weights.bin twice.");
    assertThatThrownBy(() -> new Manifest(List.of(), List.of(model, model)))
        .hasMessage("The manifest lists small twice.");
  }

  @Test
  void refusesAnIncompleteFile() {
    assertThatThrownBy(() -> read("\"name\":\"a\",\"bytes\":1,\"sha256\":\"abc\""))
        .hasMessageContaining("'abc'");
    assertThatThrownBy(() -> read("\"name\":\"../a\",\"bytes\":1,\"sha256\":\"" + hash() + "\""))
        .hasMessageContaining("'../a'");
    assertThatThrownBy(() -> read("\"name\":\"a\",\"sha256\":\"" + hash() + "\""))
        .hasMessageContaining("The manifest gives no size for a.");
    assertThatThrownBy(() -> read("\"name\":\"a\",\"bytes\":1,\"sha256\":\"" + hash() + "\""))
        .hasMessageContaining("The manifest gives no source for a.");
  }

  @Test
  void aMachineSeesTheFilesForItsPlatform() throws Exception {
    String json =
        """
        {"wheels":[],"models":[{"name":"m","role":"r","title":"t","licence":"l","default":true,
        "files":[%s]}]}"""
            .formatted(
                Stream.of("linux-x86_64", "macos-aarch64")
                    .map(
                        platform ->
                            """
                            {"name":"%s.zip","platform":"%s","bytes":1,"sha256":"%s","wheel":[
                            {"requirement":"a==1"}]}"""
                                .formatted(platform, platform, hash()))
                    .collect(Collectors.joining(",")));
    Manifest manifest =
        Manifest.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));

    assertThat(manifest.on("macos-aarch64").model("m").files())
        .extracting(ManifestFile::name)
        .containsExactly("macos-aarch64.zip");
    assertThat(manifest.on("aix-ppc64").models()).isEmpty();
    assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo("macos-aarch64");
    assertThat(Platform.of("Windows 11", "amd64")).isEqualTo("windows-x86_64");
    assertThat(Platform.of("Linux", "amd64")).isEqualTo("linux-x86_64");
  }

  private static String hash() {
    return SmallModels.sha256(new byte[1]);
  }

  private static void read(String file) throws Exception {
    String json =
        """
        {"wheels":[],"models":[{"name":"m","role":"r","title":"t","licence":"l","default":true,
        "files":[{%s}]}]}"""
            .formatted(file);
    Manifest.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
