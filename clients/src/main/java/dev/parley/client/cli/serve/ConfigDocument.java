package dev.parley.client.cli.serve;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.parley.server.config.ServerConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a configuration as YAML that can be read again, except for its secrets.
///
/// It follows the tree of records, so that a new setting cannot be forgotten here.
final class ConfigDocument {
  private static final String MASK = "****";
  private static final Pattern SECRET =
      Pattern.compile("(.*_)?(key|secret|token|password|headers)");
  private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /// Texts that YAML takes for nothing but texts.
  private static final Pattern PLAIN =
      Pattern.compile("(?!(?i:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][A-Za-z0-9_./-]*");

  private ConfigDocument() {}

  static String of(ServerConfig config) {
    StringBuilder document = new StringBuilder();
    write(document, tree(config), "");
    return document.toString();
  }

  private static Map<String, Object> tree(Record settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      String name = CAPITAL.matcher(component.getName()).replaceAll("_").toLowerCase(Locale.ROOT);
      Object value = value(settings, component);
      if (value != null) {
        tree.put(name, SECRET.matcher(name).matches() ? masked(value) : value);
      }
    }
    return tree;
  }

  private static Object masked(Object secret) {
    if (!(secret instanceof Map<?, ?> secrets)) {
      return MASK;
    }
    Map<Object, Object> masked = new LinkedHashMap<>(secrets);
    masked.replaceAll((_, _) -> MASK);
    return masked;
  }

  private static @Nullable Object value(Record settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("The settings are public records.", e);
    }
  }

  private static void write(StringBuilder document, Map<?, ?> tree, String indent) {
    tree.forEach(
        (key, value) -> {
          document.append(indent).append(scalar(key)).append(':');
          switch (value) {
            case Record settings -> branch(document, tree(settings), indent);
            case Map<?, ?> settings -> branch(document, settings, indent);
            case List<?> items ->
                document.append(
                    items.stream()
                        .map(ConfigDocument::item)
                        .collect(Collectors.joining(", ", " [", "]\n")));
            case Object single -> document.append(' ').append(scalar(single)).append('\n');
          }
        });
  }

  private static void branch(StringBuilder document, Map<?, ?> tree, String indent) {
    document.append('\n');
    write(document, tree, indent + "  ");
  }

  private static String item(Object value) {
    return switch (value) {
      case Record settings -> item(tree(settings));
      case Map<?, ?> settings ->
          settings.entrySet().stream()
              .map(entry -> scalar(entry.getKey()) + ": " + item(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> items ->
          items.stream().map(ConfigDocument::item).collect(Collectors.joining(", ", "[", "]"));
      case Object single -> scalar(single);
    };
  }

  private static String scalar(Object value) {
    return switch (value) {
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case Duration duration ->
          duration.toMillis() % 1_000 == 0
              ? duration.toSeconds() + "s"
              : duration.toMillis() + "ms";
      case Object other -> text(other.toString());
    };
  }

  private static String text(String text) {
    return PLAIN.matcher(text).matches()
        ? text
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
