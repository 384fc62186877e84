package dev.parley.load.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.client.cli.terminal.Sentences;
import dev.parley.load.caller.CallRecording;
import dev.parley.load.caller.EchoPath;
import dev.parley.load.caller.Sound;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the steps of a script. Times are milliseconds.
final class StepReader {
  private static final String STEPS =
      "play, cough, replay, silence, wait, barge_in, type, keys, say, echo, progress, drop or hang_up";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Reads a recording.
  @FunctionalInterface
  private interface SoundReader {
    Sound read(Path file) throws IOException;
  }

  private final Path script;
  private final Optional<Path> audio;

  /// @param script beside which recordings are looked for first
  StepReader(Path script, Optional<Path> audio) {
    this.script = script;
    this.audio = audio;
  }

  Step read(JsonNode node, Place place) throws IOException {
    if (node.isTextual()) {
      return read(node.asText(), JsonNodeFactory.instance.objectNode(), place);
    }
    if (!node.isObject() || node.size() != 1) {
      throw place.wrong("a step is one of " + STEPS + ", with one value");
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    return read(only.getKey(), only.getValue(), place);
  }

  private Step read(String name, JsonNode value, Place place) throws IOException {
    return switch (name) {
      case "play" -> new Step.Play(sound(value, Sound.Kind.SPEECH, place));
      case "cough" -> new Step.Play(sound(value, Sound.Kind.NOISE, place));
      case "replay" -> new Step.Play(sound(value, CallRecording::caller, place));
      case "silence" -> new Step.Silence(duration(value, "silence", place));
      case "wait" -> waiting(new Fields("wait", value, place, "for", "is", "contains", "within"));
      case "barge_in" -> bargeIn(new Fields("barge_in", value, place, "file", "after", "within"));
      case "type" -> new Step.TypeText(text(value, "type", place));
      case "keys" -> new Step.PressKeys(keys(value, place));
      case "say" -> saying(value, place);
      case "echo" -> echo(value, place);
      case "progress" -> {
        if (!value.isBoolean()) {
          throw place.wrong("'progress' is true or false");
        }
        yield new Step.Report(value.asBoolean());
      }
      case "drop" -> new Step.Leave(true);
      case "hang_up" -> new Step.Leave(false);
      default -> throw place.wrong("there is no step '%s'; use %s".formatted(name, STEPS));
    };
  }

  private static Step waiting(Fields fields) {
    Duration limit = fields.duration("within", PATIENCE);
    Condition condition =
        switch (fields.text("for")) {
          case "state" -> new Condition.InState(fields.constant("is", SessionState.class));
          case "first_audio" -> new Condition.FirstAudio();
          case "transcript" -> new Condition.Transcribed(fields.text("contains", ""), false);
          case "final" -> new Condition.Transcribed(fields.text("contains", ""), true);
          case "interruption" ->
              new Condition.Interrupted(fields.constant("is", Interruption.Kind.class));
          case "end_of_turn" -> new Condition.TurnEnded();
          case String other ->
              throw fields
                  .place()
                  .wrong(
                      ("nobody can wait for '%s'; use state, first_audio, transcript, final,"
                              + " interruption or end_of_turn")
                          .formatted(other));
        };
    return new Step.Wait(condition, limit);
  }

  private Step bargeIn(Fields fields) throws IOException {
    return new Step.BargeIn(
        sound(fields.node("file"), Sound.Kind.SPEECH, fields.place()),
        fields.duration("after", Duration.ZERO),
        fields.duration("within", PATIENCE));
  }

  private static Step saying(JsonNode value, Place place) {
    if (value.isTextual()) {
      return new Step.Say(value.asText(), true);
    }
    Fields fields = new Fields("say", value, place, "text", "interruptible");
    return new Step.Say(fields.text("text"), fields.flag("interruptible", true));
  }

  private static Step echo(JsonNode value, Place place) {
    if ((value.isBoolean() && !value.asBoolean()) || value.asText().equals("off")) {
      return new Step.Echo(Optional.empty());
    }
    Fields fields = new Fields("echo", value, place, "level", "delay");
    JsonNode level = fields.node("level");
    if (!level.isNumber()) {
      throw place.wrong("'level' of 'echo' is a number of decibels, such as -20");
    }
    return new Step.Echo(
        Optional.of(
            new EchoPath(level.asDouble(), fields.duration("delay", Duration.ofMillis(200)))));
  }

  private Sound sound(JsonNode value, Sound.Kind kind, Place place) throws IOException {
    return sound(value, file -> Sound.read(file, kind), place);
  }

  private Sound sound(JsonNode value, SoundReader reader, Place place) throws IOException {
    String name = text(value, "the name of a recording", place);
    Path beside = script.resolveSibling(name);
    Path file =
        Files.exists(beside) ? beside : audio.map(root -> root.resolve(name)).orElse(beside);
    if (!Files.exists(file)) {
      throw place.wrong(
          "there is no recording '%s' beside the script%s"
              .formatted(name, audio.map(root -> " or in " + root).orElse("; see --audio")));
    }
    try {
      return reader.read(file);
    } catch (IOException e) {
      String reason = Sentences.of(e);
      throw place.wrong(
          "the recording '%s' cannot be read (%s)"
              .formatted(
                  name, reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason));
    }
  }

  static Duration duration(JsonNode value, String name, Place place) {
    if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > 3_600_000) {
      throw place.wrong("'%s' is a number of milliseconds up to an hour".formatted(name));
    }
    return Duration.ofMillis(value.asLong());
  }

  static String text(JsonNode value, String name, Place place) {
    if (!value.isTextual() || value.asText().isBlank()) {
      throw place.wrong("'%s' wants a text".formatted(name));
    }
    return value.asText();
  }

  private static String keys(JsonNode value, Place place) {
    String keys = value.asText();
    if (!keys.matches("[0-9*#A-D]+")) {
      throw place.wrong("'keys' is a text of 0-9 * # A-D, such as \"12#\"");
    }
    return keys;
  }

  /// The members of a step's value.
  private static final class Fields {
    private final String step;
    private final JsonNode value;
    private final Place place;

    Fields(String step, JsonNode value, Place place, String... known) {
      this.step = step;
      this.value = value;
      this.place = place;
      if (!value.isObject()) {
        throw place.wrong("'%s' wants an object of %s".formatted(step, String.join(", ", known)));
      }
      for (String name : (Iterable<String>) value::fieldNames) {
        if (!Arrays.asList(known).contains(name)) {
          throw place.wrong(
              "'%s' has no '%s'; use %s".formatted(step, name, String.join(", ", known)));
        }
      }
    }

    Place place() {
      return place;
    }

    JsonNode node(String name) {
      return value.path(name);
    }

    String text(String name) {
      return StepReader.text(node(name), "%s.%s".formatted(step, name), place);
    }

    String text(String name, String otherwise) {
      return value.has(name) ? text(name) : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
      if (value.has(name) && !node(name).isBoolean()) {
        throw place.wrong("'%s.%s' is true or false".formatted(step, name));
      }
      return node(name).asBoolean(otherwise);
    }

    Duration duration(String name, Duration otherwise) {
      return value.has(name)
          ? StepReader.duration(node(name), "%s.%s".formatted(step, name), place)
          : otherwise;
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
      String wanted = text(name).toUpperCase(Locale.ROOT);
      for (E each : type.getEnumConstants()) {
        if (each.name().equals(wanted) && !isPlaceholder(each.name())) {
          return each;
        }
      }
      throw place.wrong(
          "'%s.%s' is one of %s"
              .formatted(
                  step,
                  name,
                  Arrays.stream(type.getEnumConstants())
                      .map(Enum::name)
                      .filter(each -> !isPlaceholder(each))
                      .collect(Collectors.joining(", "))));
    }

    private static boolean isPlaceholder(String name) {
      return name.equals("UNRECOGNIZED") || name.endsWith("UNSPECIFIED");
    }
  }
}
