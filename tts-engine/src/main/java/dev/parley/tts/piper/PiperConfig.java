package dev.parley.tts.piper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the file `NAME.onnx.json` beside a network says about the voice.
///
/// @param name of the file, such as `en_US-joe-medium`
/// @param language BCP 47, such as `en-US`
/// @param sampleRate of the audio
/// @param espeakVoice which voice of espeak-ng makes its phonemes
/// @param pace how the network is set for the voice's own pace and melody
/// @param phonemes the network's numbers for phonemes
/// @param speakers the names of the speakers by their numbers; empty if there is only one
record PiperConfig(
    String name,
    String language,
    int sampleRate,
    String espeakVoice,
    Pace pace,
    PiperPhonemes phonemes,
    List<String> speakers) {
  private static final String ENDING = ".onnx.json";

  /// The network's `scales`.
  ///
  /// @param noise how much the sound varies
  /// @param length of all durations; more is slower
  /// @param rhythmNoise how much the durations vary
  record Pace(float noise, float length, float rhythmNoise) {
    float[] scales(double speed) {
      return new float[] {noise, (float) (length / speed), rhythmNoise};
    }
  }

  PiperConfig {
    speakers = List.copyOf(speakers);
  }

  /// Reads the settings beside a network.
  ///
  /// @param network `LANGUAGE-NAME-QUALITY.onnx`
  /// @throws UncheckedIOException with a sentence if the file cannot be read
  /// @throws IllegalArgumentException with a sentence if Parley cannot speak with such a voice
  static PiperConfig of(Path network) {
    Path file = network.resolveSibling(network.getFileName() + ".json");
    try {
      return of(new ObjectMapper().readTree(file.toFile()), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The settings %s of a Piper voice cannot be read (%s); pull or copy the voice again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static PiperConfig of(JsonNode json, String file) throws IOException {
    String type = json.path("phoneme_type").asText("espeak");
    if (!type.equals("espeak")) {
      throw new IllegalArgumentException(
          "The Piper voice of %s is made of '%s' phonemes; choose one made of 'espeak' phonemes."
              .formatted(file, type));
    }
    String name = file.replace(ENDING, "");
    JsonNode inference = json.path("inference");
    return new PiperConfig(
        name,
        json.path("language").path("code").asText(name.split("-", 2)[0]).replace('_', '-'),
        required(json.at("/audio/sample_rate"), "audio.sample_rate").asInt(),
        required(json.at("/espeak/voice"), "espeak.voice").asText(),
        new Pace(
            (float) inference.path("noise_scale").asDouble(0.667),
            (float) inference.path("length_scale").asDouble(1),
            (float) inference.path("noise_w").asDouble(0.8)),
        phonemes(required(json.path("phoneme_id_map"), "phoneme_id_map")),
        speakers(json));
  }

  private static PiperPhonemes phonemes(JsonNode map) throws IOException {
    Map<String, long[]> ids = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      JsonNode numbers = entry.getValue();
      long[] values = new long[numbers.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = numbers.get(i).asLong();
      }
      ids.put(entry.getKey(), values);
    }
    for (String symbol : PiperPhonemes.REQUIRED) {
      if (!ids.containsKey(symbol)) {
        throw new IOException("phoneme_id_map has no '" + symbol + "'");
      }
    }
    return new PiperPhonemes(ids);
  }

  private static List<String> speakers(JsonNode json) {
    int count = json.path("num_speakers").asInt(1);
    if (count < 2) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(Integer.toString(i));
    }
    json.path("speaker_id_map").properties().stream()
        .filter(entry -> entry.getValue().asInt(-1) >= 0 && entry.getValue().asInt() < count)
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .forEach(entry -> names.set(entry.getValue().asInt(), entry.getKey()));
    return names;
  }

  private static JsonNode required(JsonNode node, String name) throws IOException {
    if (node.isMissingNode() || node.isNull()) {
      throw new IOException(name + " is missing");
    }
    return node;
  }
}
