package dev.parley.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The settings that the environment may override: every one that is not a list or a map, each
/// under the names of its sections and its own, as in `PARLEY_CONVERSATION_PROMPTS_SLOW`.
///
/// @param settings in no particular order
record EnvironmentSettings(List<Setting> settings) {
  private static final String PREFIX = "PARLEY_";

  /// One of them.
  ///
  /// @param path its names, the outermost section first
  /// @param type what it holds
  record Setting(List<String> path, Class<?> type) {
    Setting {
      path = List.copyOf(path);
    }

    String variable() {
      return PREFIX + String.join("_", path).toUpperCase(Locale.ROOT);
    }

    /// What is not of the type stays text, so that whoever reads it can complain.
    JsonNode read(String value) {
      if (type == Boolean.class && (value.equals("true") || value.equals("false"))) {
        return BooleanNode.valueOf(value.equals("true"));
      }
      if (Number.class.isAssignableFrom(type)) {
        try {
          return DecimalNode.valueOf(new BigDecimal(value));
        } catch (NumberFormatException e) {
          return TextNode.valueOf(value);
        }
      }
      return TextNode.valueOf(value);
    }
  }

  EnvironmentSettings {
    settings = List.copyOf(settings);
  }

  /// All of a configuration whose sections are records.
  static EnvironmentSettings of(Class<? extends Record> configuration) {
    List<Setting> settings = new ArrayList<>();
    collect(configuration, List.of(), settings);
    return new EnvironmentSettings(settings);
  }

  private static void collect(Class<?> section, List<String> path, List<Setting> settings) {
    for (RecordComponent component : section.getRecordComponents()) {
      Class<?> type = component.getType();
      List<String> name = new ArrayList<>(path);
      name.add(snakeCase(component.getName()));
      if (type.isRecord()) {
        collect(type, name, settings);
      } else if (!path.isEmpty()
          && !Collection.class.isAssignableFrom(type)
          && !Map.class.isAssignableFrom(type)) {
        settings.add(new Setting(name, type));
      }
    }
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /// Writes what the environment says over a configuration as it was read.
  void override(ObjectNode tree, Map<String, String> environment) {
    for (Setting setting : settings) {
      String value = environment.get(setting.variable());
      if (value != null) {
        List<String> path = setting.path();
        ObjectNode section = tree;
        for (String name : path.subList(0, path.size() - 1)) {
          section = section.withObjectProperty(name);
        }
        section.set(path.getLast(), setting.read(value));
      }
    }
  }
}
