package dev.parley.load.duel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes what an engine heard as JSON, an object a line: file, text, duration, seconds.
final class RunFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunFile() {}

  static void write(Path folder, List<DuelClip> clips, Score score) throws IOException {
    Files.createDirectories(folder);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      DuelClip clip = clips.get(i);
      ObjectNode line =
          JSON.createObjectNode()
              .put("file", clip.clip().file())
              .put("text", score.texts().get(i))
              .put("duration", clip.duration())
              .put("seconds", score.seconds().get(i));
      lines.add(JSON.writeValueAsString(line));
    }
    String name = score.engine().replaceAll("[^A-Za-z0-9.]+", "-");
    Files.write(folder.resolve(name + ".jsonl"), lines);
  }
}
