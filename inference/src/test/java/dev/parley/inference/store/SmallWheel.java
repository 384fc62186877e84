package dev.parley.inference.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes Python wheels that hold data alone.
final class SmallWheel {
  private SmallWheel() {}

  /// @param project a name without hyphens
  /// @return the requirement by which pip finds the wheel
  static String write(Path folder, String project, Map<String, byte[]> members) throws IOException {
    String info = project + "-1.0.0.dist-info/";
    Path wheel = folder.resolve(project + "-1.0.0-py3-none-any.whl");
    try (OutputStream out = Files.newOutputStream(wheel);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        add(zip, member.getKey(), member.getValue());
      }
      add(zip, info + "METADATA", "Metadata-Version: 2.1\nName: " + project + "\nVersion: 1.0.0\n");
      add(
          zip,
          info + "WHEEL",
          "Wheel-Version: 1.0\nGenerator: parley\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      add(zip, info + "RECORD", "");
    }
    return project + "==1.0.0";
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    add(zip, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
