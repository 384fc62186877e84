package dev.parley.asr.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.asr.model.WhisperDimensions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class WhisperCheckpointTest {
  @TempDir private Path first;
  @TempDir private Path second;

  private final TinyWhisper tiny = new TinyWhisper();

  @Test
  void dimensionsComeFromTheShapes() throws IOException {
    tiny.safetensors(first);
    try (WhisperCheckpoint checkpoint = WhisperCheckpoint.open(first)) {
      assertThat(checkpoint.dimensions())
          .isEqualTo(
              new WhisperDimensions(
                  TinyWhisper.MEL_BINS,
                  TinyWhisper.AUDIO_CONTEXT,
                  TinyWhisper.WIDTH,
                  2,
                  TinyWhisper.ENCODER_LAYERS,
                  TinyWhisper.DECODER_LAYERS,
                  TinyWhisper.VOCABULARY,
                  TinyWhisper.TEXT_CONTEXT));
    }
  }

  @Test
  void bothContainersGiveTheSameTensors() throws IOException {
    tiny.safetensors(first);
    tiny.cTranslate2(second);
    assertSame(first, second);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void shortNumbersAreWidened(StoredType type) throws IOException {
    tiny.safetensors(first);
    TinyWhisper.safetensors(second.resolve("model.safetensors"), tiny.tensors(), type);
    assertSame(first, second);
  }

  @Test
  void shardsAreReadTogether() throws IOException {
    tiny.safetensors(first);
    Map<String, TinyWhisper.Values> rest = new LinkedHashMap<>(tiny.tensors());
    Map<String, TinyWhisper.Values> half = new LinkedHashMap<>();
    List.copyOf(rest.keySet())
        .subList(0, rest.size() / 2)
        .forEach(n -> half.put(n, rest.remove(n)));
    TinyWhisper.safetensors(second.resolve("one.safetensors"), half, StoredType.FLOAT32);
    TinyWhisper.safetensors(second.resolve("two.safetensors"), rest, StoredType.FLOAT32);
    Files.writeString(
        second.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"one.safetensors\", \"b\": \"two.safetensors\"}}");
    assertSame(first, second);
  }

  @Test
  void shardOutsideTheFolderIsRefused() throws IOException {
    Files.writeString(
        first.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"a\": \"../b\"}}");
    assertRefused(first, "names the file '../b', which is not in its folder");
  }

  @Test
  void alignmentHeadsComeFromTheFileBesideIt() throws IOException {
    tiny.safetensors(first);
    Files.writeString(
        first.resolve("generation_config.json"), "{\"alignment_heads\": [[2, 1], [1, 0]]}");
    try (WhisperCheckpoint checkpoint = WhisperCheckpoint.open(first)) {
      assertThat(checkpoint.alignmentHeads().heads())
          .containsExactly(new AlignmentHeads.Head(1, 0), new AlignmentHeads.Head(2, 1));
    }
  }

  @Test
  void alignmentHeadThatDoesNotExistIsRefused() throws IOException {
    tiny.safetensors(first);
    Files.writeString(first.resolve("config.json"), "{\"alignment_heads\": [[2, 2]]}");
    assertRefused(first, "names the alignment head [2,2], which the model does not have");
  }

  @Test
  void withoutAListAllHeadsOfTheUpperHalfAlign() throws IOException {
    tiny.safetensors(first);
    try (WhisperCheckpoint checkpoint = WhisperCheckpoint.open(first)) {
      assertThat(checkpoint.alignmentHeads().size()).isEqualTo(4);
      assertThat(checkpoint.alignmentHeads().of(0)).isEmpty();
      assertThat(checkpoint.alignmentHeads().of(1)).containsExactly(0, 1);
    }
  }

  @Test
  void alignmentHeadsOfPublishedModelsAreKnownByTheirSizes() {
    WhisperDimensions turbo = new WhisperDimensions(128, 1500, 1280, 20, 32, 4, 51866, 448);
    assertThat(AlignmentHeads.find(first, turbo).heads())
        .hasSize(6)
        .startsWith(new AlignmentHeads.Head(2, 4))
        .endsWith(new AlignmentHeads.Head(3, 14));
    WhisperDimensions english = new WhisperDimensions(80, 1500, 512, 8, 6, 6, 51864, 448);
    assertThat(AlignmentHeads.find(first, english).size()).isEqualTo(5);
    WhisperDimensions distilled = new WhisperDimensions(80, 1500, 768, 12, 12, 4, 51864, 448);
    assertThat(AlignmentHeads.find(first, distilled).size()).isEqualTo(2 * 12);
  }

  @Test
  void fingerprintFollowsTheWeights() throws IOException {
    tiny.safetensors(first);
    Path file = tiny.safetensors(second);
    assertThat(fingerprint(first)).isEqualTo(fingerprint(second)).hasSize(16);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(fingerprint(second)).isNotEqualTo(fingerprint(first));
  }

  @Test
  void emptyFolderIsRefused() {
    assertRefused(first, "has neither a model.bin nor a model.safetensors");
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    truncate(tiny.safetensors(first));
    assertRefused(first, "is truncated: it ends inside its tensor 'model.");
    truncate(tiny.cTranslate2(second));
    assertRefused(second, "inside its tensor '");
  }

  @Test
  void emptyFilesAreRefused() throws IOException {
    Files.createFile(first.resolve("model.bin"));
    assertRefused(first, "is truncated: it ends at byte 0, inside its header");
    Files.createFile(second.resolve("model.safetensors"));
    assertRefused(second, "is truncated: it has no room for a header");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    Path file = tiny.cTranslate2(first);
    byte[] bytes = Files.readAllBytes(file);
    bytes[0] = 5;
    Files.write(file, bytes);
    assertRefused(first, "is no CTranslate2 model of version 6: its first number is 5");
  }

  @Test
  void anotherKindOfModelIsRefused() throws IOException {
    Path file = tiny.cTranslate2(first);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(
        file, text.replace("WhisperSpec", "Wav2VecSpec"), StandardCharsets.ISO_8859_1);
    assertRefused(first, "holds a 'Wav2VecSpec' and no Whisper model");
  }

  @Test
  void absurdHeaderLengthIsRefused() throws IOException {
    Path file = tiny.safetensors(first);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0, Long.MIN_VALUE);
    Files.write(file, bytes.array());
    assertRefused(first, "announces a header of 9223372036854775808 bytes");
  }

  @Test
  void headerThatIsNoJsonIsRefused() throws IOException {
    Path file = tiny.safetensors(first);
    byte[] bytes = Files.readAllBytes(file);
    bytes[Long.BYTES] = 'x';
    Files.write(file, bytes);
    assertRefused(first, "is damaged: its header is not JSON");
  }

  @Test
  void missingTensorIsNamed() throws IOException {
    tiny.tensors().remove("model.decoder.layers.1.encoder_attn.q_proj.weight");
    tiny.safetensors(first);
    assertRefused(
        first, "has no tensor 'model.decoder.layers.1.encoder_attn.q_proj.weight', so it is no");
  }

  @Test
  void tensorOfAnotherShapeIsNamed() throws IOException {
    tiny.tensors()
        .computeIfPresent(
            "model.encoder.layers.0.fc1.bias",
            (name, values) -> new TinyWhisper.Values(List.of(1), values.numbers().subList(0, 1)));
    tiny.safetensors(first);
    assertRefused(
        first,
        "is damaged: its tensor 'encoder.layers.0.feed.expand.bias' has the shape [1] instead of"
            + " [512]");
  }

  @Test
  void damagedShapeIsRefused() throws IOException {
    Path file = tiny.cTranslate2(first);
    byte[] bytes = Files.readAllBytes(file);
    // The first tensor's number of dimensions, behind version, name, revision, count and its name.
    int rank = 4 + 2 + 12 + 4 + 4 + 2 + "encoder/conv1/weight".length() + 1;
    bytes[rank] = 100;
    Files.write(file, bytes);
    assertRefused(first, "its tensor 'encoder/conv1/weight' says that it has 100 dimensions");
  }

  private static void assertSame(Path left, Path right) {
    try (WhisperCheckpoint one = WhisperCheckpoint.open(left);
        WhisperCheckpoint other = WhisperCheckpoint.open(right)) {
      assertThat(other.names()).containsExactlyElementsOf(one.names());
      assertThat(other.dimensions()).isEqualTo(one.dimensions());
      for (String name : one.names()) {
        assertThat(other.weight(name).shape()).as(name).isEqualTo(one.weight(name).shape());
        assertThat(other.weight(name).floats()).as(name).isEqualTo(one.weight(name).floats());
      }
    }
  }

  private static void assertRefused(Path folder, String part) {
    assertThatThrownBy(() -> WhisperCheckpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("The checkpoint " + folder)
        .hasMessageContaining(part)
        .hasMessageEndingWith(".");
  }

  private static String fingerprint(Path folder) {
    try (WhisperCheckpoint checkpoint = WhisperCheckpoint.open(folder)) {
      return checkpoint.fingerprint();
    }
  }

  private static void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
  }
}
