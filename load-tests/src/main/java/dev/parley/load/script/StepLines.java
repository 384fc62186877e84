package dev.parley.load.script;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines of a script at which its keys and its steps start; a tree of values no longer knows.
final class StepLines {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final Map<String, Integer> keys = new HashMap<>();
  private final List<Integer> steps = new ArrayList<>();

  /// @param text of a document that can be read
  static StepLines of(String text) throws IOException {
    StepLines lines = new StepLines();
    try (JsonParser parser = YAML.createParser(text)) {
      lines.scan(parser);
    }
    return lines;
  }

  /// Line 1 if there is no such key.
  int ofKey(String key) {
    return keys.getOrDefault(key, 1);
  }

  int ofStep(int number) {
    return number < steps.size() ? steps.get(number) : ofKey("steps");
  }

  private void scan(JsonParser parser) throws IOException {
    int depth = 0;
    boolean inSteps = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      int line = parser.currentTokenLocation().getLineNr();
      if (token == JsonToken.FIELD_NAME && depth == 1) {
        keys.put(parser.currentName(), line);
        inSteps = parser.currentName().equals("steps");
      }
      boolean opens = token.isStructStart();
      if (inSteps && depth == 2 && (opens || token.isScalarValue())) {
        steps.add(line);
      }
      if (opens) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
    }
  }
}
