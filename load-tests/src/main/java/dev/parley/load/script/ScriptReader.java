package dev.parley.load.script;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.proto.v1.PromptSettings;
import dev.parley.proto.v1.SessionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads scripts in YAML. Mistakes are refused with the file and the line.
///
/// A script is an object of `name`, `session` (a SessionConfig in Protobuf's JSON mapping; without
/// `prompts`, nobody is asked whether they are still there), `progress` (default true) and `steps`,
/// a list of which every member is an object with the step's name as its only key, or that name
/// alone. [StepReader] knows the steps.
public final class ScriptReader {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Set<String> KEYS = Set.of("name", "session", "progress", "steps");

  private final Optional<Path> audio;

  /// @param audio the folder of recordings that are not beside the script
  public ScriptReader(Optional<Path> audio) {
    this.audio = audio;
  }

  /// Reads a script and the sounds that it names.
  ///
  /// @throws CommandFailure with a sentence about the first mistake
  public Script read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("There is no script %s; check the path.".formatted(file), e);
    }
    JsonNode tree = tree(file, text);
    StepLines lines = StepLines.of(text);
    Place head = new Place(file, 1);
    if (!tree.isObject()) {
      throw head.wrong("a script is an object with the key 'steps'");
    }
    for (String key : (Iterable<String>) tree::fieldNames) {
      if (!KEYS.contains(key)) {
        throw new Place(file, lines.ofKey(key))
            .wrong("there is no '%s'; use name, session, progress and steps".formatted(key));
      }
    }
    JsonNode progress = tree.path("progress");
    if (!progress.isMissingNode() && !progress.isBoolean()) {
      throw new Place(file, lines.ofKey("progress")).wrong("'progress' is true or false");
    }
    return new Script(
        tree.path("name").asText(String.valueOf(file.getFileName())),
        session(tree.path("session"), new Place(file, lines.ofKey("session"))),
        progress.asBoolean(true),
        steps(tree.path("steps"), file, lines));
  }

  private static JsonNode tree(Path file, String text) throws IOException {
    try (JsonParser parser = YAML.createParser(text)) {
      JsonNode tree = YAML.readTree(parser);
      return tree == null ? YAML.missingNode() : tree;
    } catch (JacksonException e) {
      JsonLocation location = e.getLocation();
      throw new Place(file, location == null ? 1 : location.getLineNr())
          .wrong("this is no YAML (%s)".formatted(firstLine(e.getOriginalMessage())));
    }
  }

  private static SessionConfig session(JsonNode node, Place place) {
    SessionConfig.Builder session = SessionConfig.newBuilder();
    if (!node.isMissingNode()) {
      try {
        JsonFormat.parser().merge(node.toString(), session);
      } catch (InvalidProtocolBufferException e) {
        throw place.wrong(
            "'session' is no SessionConfig (%s)".formatted(firstLine(e.getMessage())));
      }
    }
    if (!session.hasPrompts()) {
      session.setPrompts(PromptSettings.newBuilder().setSilenceMs(0));
    }
    return session.build();
  }

  private List<Step> steps(JsonNode nodes, Path file, StepLines lines) throws IOException {
    if (!nodes.isArray() || nodes.isEmpty()) {
      throw new Place(file, lines.ofKey("steps")).wrong("'steps' is a list of at least one step");
    }
    StepReader reader = new StepReader(file, audio);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Place place = new Place(file, lines.ofStep(i));
      if (!steps.isEmpty() && steps.getLast() instanceof Step.Leave) {
        throw place.wrong("nothing follows the end of a call");
      }
      steps.add(reader.read(nodes.get(i), place));
    }
    if (!(steps.getLast() instanceof Step.Leave)) {
      steps.add(new Step.Leave(false));
    }
    return steps;
  }

  private static String firstLine(@Nullable String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }
}
