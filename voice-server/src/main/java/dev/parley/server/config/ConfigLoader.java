package dev.parley.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the configuration: a YAML file, then the environment over it.
///
/// `PARLEY_GRPC_PORT=7000` stands for `grpc: {port: 7000}`; every scalar setting has such a name.
/// `${NAME}` inside a text of the file takes the variable `NAME`, for secrets.
public final class ConfigLoader {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /// The settings that the environment may override: sections and their scalar fields.
  private static final Map<String, List<String>> OVERRIDABLE =
      Map.of(
          "grpc", List.of("address", "port"),
          "inference", List.of("accelerator", "threads", "model", "precision", "window_margin"),
          "sessions", List.of("maximum", "idle", "drain", "resume_window"),
          "speech", List.of("lexicon_file"),
          "conversation",
              List.of(
                  "voice",
                  "system_prompt",
                  "detection",
                  "eagerness",
                  "anticipation",
                  "silence",
                  "pre_roll",
                  "speech_threshold",
                  "interruptible",
                  "max_tokens"));

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
          .build();

  private final Map<String, String> environment;

  /// @param environment usually `System.getenv()`
  public ConfigLoader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// Reads the configuration.
  ///
  /// @param file the YAML file; without one, the defaults and the environment hold
  /// @throws ConfigException with a sentence about the first setting that is wrong
  public ServerConfig load(Optional<Path> file) {
    ObjectNode tree = file.map(this::read).orElseGet(YAML::createObjectNode);
    override(tree);
    String source = file.map(Path::toString).orElse("the environment");
    try {
      return YAML.treeToValue(tree, ServerConfig.class);
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
      throw new ConfigException(
          "The configuration in %s has an unknown setting '%s'; there are: %s."
              .formatted(source, path(e), known));
    } catch (InvalidFormatException e) {
      throw new ConfigException(
          "The configuration in %s has '%s' for '%s'; %s."
              .formatted(source, e.getValue(), path(e), expectation(e)));
    } catch (MismatchedInputException e) {
      throw new ConfigException(
          "The configuration in %s has a wrong value for '%s'; %s."
              .formatted(source, path(e), expectation(e)));
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof ConfigException complaint) {
        throw complaint;
      }
      throw new ConfigException(
          "The configuration in %s has a wrong value for '%s': %s."
              .formatted(source, path(e), firstLine(e)));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "The configuration in %s cannot be read: %s.".formatted(source, firstLine(e)));
    }
  }

  private ObjectNode read(Path file) {
    try {
      JsonNode tree = YAML.readTree(Files.readString(file));
      if (tree == null || tree.isMissingNode() || tree.isNull()) {
        return YAML.createObjectNode();
      }
      if (!(expand(tree) instanceof ObjectNode object)) {
        throw new ConfigException(
            "The configuration file %s must hold settings such as 'grpc:'.".formatted(file));
      }
      return object;
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          "There is no configuration file %s; check the path after --config.".formatted(file));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "The configuration file %s is not YAML: %s (line %d)."
              .formatted(file, firstLine(e), e.getLocation().getLineNr()));
    } catch (IOException e) {
      throw new ConfigException(
          "The configuration file %s cannot be read: %s.".formatted(file, e.getMessage()));
    }
  }

  private JsonNode expand(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(expand(field.getValue())));
      return object;
    }
    return node.isTextual() ? TextNode.valueOf(expand(node.textValue())) : node;
  }

  private String expand(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(variable(match.group(1))));
  }

  private String variable(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new ConfigException(
          ("The configuration uses the variable %s, which is not set; export it or remove it from"
                  + " the file.")
              .formatted(name));
    }
    return value;
  }

  private void override(ObjectNode tree) {
    OVERRIDABLE.forEach(
        (section, fields) -> {
          for (String field : fields) {
            String value =
                environment.get(("PARLEY_" + section + "_" + field).toUpperCase(Locale.ROOT));
            if (value != null) {
              tree.withObjectProperty(section).set(field, scalar(value));
            }
          }
        });
  }

  private static JsonNode scalar(String value) {
    try {
      JsonNode node = YAML.readTree(value);
      return node != null && (node.isNumber() || node.isBoolean()) ? node : TextNode.valueOf(value);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(value);
    }
  }

  private static String expectation(MismatchedInputException e) {
    if (e.getTargetType().isEnum()) {
      return "choose one of "
          + Arrays.stream(e.getTargetType().getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (e.getTargetType() == Duration.class) {
      return "write a duration such as 500ms, 1.5s, 5m or 1h";
    }
    return "it takes a value of type " + e.getTargetType().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unknown").replaceAll("\\.$", "");
  }

  private static final class DurationReader extends FromStringDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    protected Duration _deserialize(String value, DeserializationContext context)
        throws IOException {
      try {
        return Durations.read(value);
      } catch (IllegalArgumentException e) {
        throw InvalidFormatException.from(
            context.getParser(), e.getMessage(), value, Duration.class);
      }
    }
  }
}
