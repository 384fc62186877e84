package dev.parley.server.wire;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.parley.proto.v1.ServerTools;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.Tool.OnInterruption;
import dev.parley.proto.v1.ToolResult;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.session.SessionSettings;
import dev.parley.server.tool.JsonText;
import dev.parley.server.tool.ServerToolChoice;
import dev.parley.server.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads and writes the tools of a session and their results.
public final class ToolReader {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final int MAX_TOOLS = 64;
  private static final int MAX_DESCRIPTION = 4_096;
  private static final int MAX_PARAMETERS = 16_384;
  private static final int MAX_PROGRESS = 1_000;
  private static final int MAX_CHOSEN = 128;
  private static final int MAX_CHOSEN_NAME = 200;
  private static final Struct NO_PARAMETERS =
      Struct.newBuilder()
          .putFields("type", Value.newBuilder().setStringValue("object").build())
          .putFields(
              "properties", Value.newBuilder().setStructValue(Struct.getDefaultInstance()).build())
          .build();

  private ToolReader() {}

  /// @throws RefusedException naming the first field that cannot be honoured
  static SessionSettings.Tools read(SessionConfig config) {
    List<dev.parley.proto.v1.Tool> wanted = config.getToolsList();
    if (wanted.size() > MAX_TOOLS) {
      throw SettingsReader.invalid(
          "tools", "%d tools are too many; send %d.".formatted(wanted.size(), MAX_TOOLS));
    }
    List<Tool> tools = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      String place = "tools[%d]".formatted(i);
      Tool tool = read(wanted.get(i), place);
      if (!names.add(tool.name())) {
        throw SettingsReader.invalid(
            place + ".name",
            "There are two tools named '%s'; give each a name of its own.".formatted(tool.name()));
      }
      tools.add(tool);
    }
    return new SessionSettings.Tools(tools, read(config.getServerTools()));
  }

  /// The tools as the client is told them.
  static List<dev.parley.proto.v1.Tool> write(List<Tool> tools) {
    return tools.stream().map(ToolReader::write).toList();
  }

  static ServerTools write(ServerToolChoice choice) {
    return ServerTools.newBuilder().setEnabled(choice.enabled()).addAllOnly(choice.only()).build();
  }

  /// What the model is told of a result.
  public static String text(ToolResult result) {
    if (!result.getError().isEmpty()) {
      return "The tool failed: " + result.getError();
    }
    return result.hasResult() ? JsonText.write(result.getResult()) : "The tool is done.";
  }

  private static Tool read(dev.parley.proto.v1.Tool wanted, String place) {
    if (!NAME.matcher(wanted.getName()).matches()) {
      throw SettingsReader.invalid(
          place + ".name",
          "A tool needs a name of 1 to 64 letters (a-z, A-Z), digits, '_' and '-'.");
    }
    require(wanted.getDescription().length(), MAX_DESCRIPTION, place + ".description");
    require(wanted.getProgress().length(), MAX_PROGRESS, place + ".progress");
    return new Tool(
        new ToolDefinition(
            wanted.getName(),
            wanted.getDescription(),
            parameters(wanted.getParameters(), place + ".parameters")),
        wanted.hasTimeoutMs()
            ? duration(wanted.getTimeoutMs(), 100, 120_000, place + ".timeout_ms")
            : Tool.TIMEOUT,
        switch (wanted.getOnInterruption()) {
          case ON_INTERRUPTION_UNSPECIFIED, CANCEL -> Tool.OnInterruption.CANCEL;
          case FINISH -> Tool.OnInterruption.FINISH;
          case UNRECOGNIZED ->
              throw SettingsReader.invalid(
                  place + ".on_interruption",
                  "%d is unknown; use CANCEL or FINISH."
                      .formatted(wanted.getOnInterruptionValue()));
        },
        !wanted.hasSideEffects() || wanted.getSideEffects(),
        new Tool.Progress(
            wanted.getProgress(),
            wanted.hasProgressAfterMs()
                ? duration(wanted.getProgressAfterMs(), 0, 60_000, place + ".progress_after_ms")
                : Tool.PROGRESS_AFTER));
  }

  private static String parameters(Struct schema, String place) {
    if (schema.getFieldsCount() == 0) {
      return JsonText.write(NO_PARAMETERS);
    }
    if (!schema
        .getFieldsOrDefault("type", Value.getDefaultInstance())
        .getStringValue()
        .equals("object")) {
      throw SettingsReader.invalid(
          place, "The parameters must be a JSON Schema whose type is 'object'.");
    }
    String text = JsonText.write(schema);
    require(text.length(), MAX_PARAMETERS, place);
    if (!JsonText.isObject(text)) {
      throw SettingsReader.invalid(place, "The parameters are nested too deeply; use 60 levels.");
    }
    return text;
  }

  private static dev.parley.proto.v1.Tool write(Tool tool) {
    return dev.parley.proto.v1.Tool.newBuilder()
        .setName(tool.name())
        .setDescription(tool.definition().description())
        .setParameters(JsonText.read(tool.definition().parameters()))
        .setTimeoutMs(Math.toIntExact(tool.timeout().toMillis()))
        .setOnInterruption(
            switch (tool.onInterruption()) {
              case CANCEL -> OnInterruption.CANCEL;
              case FINISH -> OnInterruption.FINISH;
            })
        .setSideEffects(tool.sideEffects())
        .setProgress(tool.progress().phrase())
        .setProgressAfterMs(Math.toIntExact(tool.progress().after().toMillis()))
        .build();
  }

  private static ServerToolChoice read(ServerTools wanted) {
    if (wanted.getOnlyCount() > MAX_CHOSEN) {
      throw SettingsReader.invalid(
          "server_tools.only",
          "%d names are too many; send %d.".formatted(wanted.getOnlyCount(), MAX_CHOSEN));
    }
    for (String name : wanted.getOnlyList()) {
      require(name.length(), MAX_CHOSEN_NAME, "server_tools.only");
    }
    return new ServerToolChoice(!wanted.hasEnabled() || wanted.getEnabled(), wanted.getOnlyList());
  }

  private static void require(int length, int most, String field) {
    if (length > most) {
      throw SettingsReader.invalid(
          field, "%d characters are too many; use at most %d.".formatted(length, most));
    }
  }

  private static Duration duration(int value, int least, int most, String field) {
    return Duration.ofMillis((long) SettingsReader.within(value, least, most, field));
  }
}
