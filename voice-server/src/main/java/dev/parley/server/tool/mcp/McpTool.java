package dev.parley.server.tool.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.server.config.McpServerSettings;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.tool.JsonText;
import dev.parley.server.tool.ServerTool;
import dev.parley.server.tool.Tool;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A tool of a server. Each call waits for its answer on a virtual thread of its own.
///
/// @param server its name in the configuration
/// @param tool under its own name
/// @param client the connection to the server
/// @param onBroken told when a call finds that the connection is lost
record McpTool(String server, Tool tool, McpSyncClient client, Runnable onBroken)
    implements ServerTool {
  private static final JsonMapper JSON = new JsonMapper();

  private static final int MOST_DESCRIPTION_CHARACTERS = 4_096;

  static McpTool of(
      McpSchema.Tool listed, McpServerSettings settings, McpSyncClient client, Runnable onBroken) {
    Tool tool =
        new Tool(
            new ToolDefinition(listed.name(), description(listed), write(listed.inputSchema())),
            settings.timeout(),
            settings.onInterruption(),
            settings.sideEffects() == null ? !isReadOnly(listed) : settings.sideEffects(),
            new Tool.Progress(settings.progress(), settings.progressAfter()));
    return new McpTool(settings.name(), tool, client, onBroken);
  }

  @Override
  public Runnable call(String arguments, Consumer<String> whenDone) {
    AtomicBoolean cancelled = new AtomicBoolean();
    Thread thread =
        Thread.ofVirtual()
            .name("mcp-call-" + server)
            .start(() -> whenDone.accept(call(arguments, cancelled)));
    return () -> {
      cancelled.set(true);
      thread.interrupt();
    };
  }

  private String call(String arguments, AtomicBoolean cancelled) {
    try {
      return text(
          client.callTool(
              McpSchema.CallToolRequest.builder(tool.name()).arguments(read(arguments)).build()));
    } catch (McpError e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (cancelled.get() || isTimeout(e)) {
        return failed("it did not answer.");
      }
      onBroken.run();
      return failed("its server cannot be reached.");
    }
  }

  /// Escapes in a server's JSON can stand for half characters; these become question marks.
  private static String text(CallToolResult result) {
    return new String(written(result).getBytes(UTF_8), UTF_8);
  }

  private static String written(CallToolResult result) {
    String text =
        result.content() == null
            ? ""
            : result.content().stream()
                .filter(McpSchema.TextContent.class::isInstance)
                .map(content -> ((McpSchema.TextContent) content).text())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    if (text.isEmpty() && result.structuredContent() != null) {
      text = write(result.structuredContent());
    }
    if (Boolean.TRUE.equals(result.isError())) {
      return failed(text);
    }
    return text.isEmpty() ? "The tool is done and returned no text." : text;
  }

  private static String failed(String reason) {
    return "The tool failed: " + reason;
  }

  private static boolean isTimeout(RuntimeException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReadOnly(McpSchema.Tool listed) {
    return listed.annotations() != null && Boolean.TRUE.equals(listed.annotations().readOnlyHint());
  }

  private static String description(McpSchema.Tool listed) {
    String description = listed.description() == null ? "" : listed.description();
    return JsonText.beginning(description, MOST_DESCRIPTION_CHARACTERS);
  }

  private static Map<String, Object> read(String arguments) {
    try {
      return JSON.readValue(arguments, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The arguments are no JSON object.", e);
    }
  }

  private static String write(@Nullable Object value) {
    try {
      return value == null ? "{\"type\":\"object\"}" : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What came as JSON cannot be written as JSON.", e);
    }
  }
}
