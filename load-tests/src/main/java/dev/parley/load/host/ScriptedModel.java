package dev.parley.load.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A language model that needs no time: it gives the same answer to everything, word by word in one
/// go, in the Chat Completions format, on a free port of the loopback address. It remembers the
/// last conversation that it was shown under each system prompt. Thread-safe.
public final class ScriptedModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// One line of a conversation as a server sends it.
  public record Line(String role, String text) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String answer;
  private final Map<String, List<Line>> conversations = new ConcurrentHashMap<>();

  private ScriptedModel(HttpServer server, String answer) {
    this.server = server;
    this.answer = answer;
  }

  public static ScriptedModel start(String answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ScriptedModel model = new ScriptedModel(server, answer);
    server.createContext("/v1/chat/completions", model::complete);
    server.setExecutor(model.threads);
    server.start();
    return model;
  }

  /// What a server is told as its base URL.
  public URI address() {
    return URI.create("http://%s:%d/v1".formatted("127.0.0.1", server.getAddress().getPort()));
  }

  /// The last conversation with a system prompt that begins so; empty if there was none.
  public List<Line> conversation(String systemPrompt) {
    return conversations.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(systemPrompt))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void complete(HttpExchange exchange) throws IOException {
    try (exchange) {
      remember(JSON.readTree(exchange.getRequestBody()));
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      for (String word : answer.split("(?<= )", -1)) {
        event(body, chunk(word, false).toString());
      }
      event(body, chunk("", true).toString());
      event(body, "[DONE]");
    }
  }

  private void remember(JsonNode request) {
    List<Line> lines = new ArrayList<>();
    String systemPrompt = "";
    for (JsonNode message : request.path("messages")) {
      String text = text(message.path("content"));
      String role = message.path("role").asText();
      if (lines.isEmpty() && systemPrompt.isEmpty() && role.equals("system")) {
        systemPrompt = text;
      }
      lines.add(new Line(role, text));
    }
    conversations.put(systemPrompt, List.copyOf(lines));
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText()));
    return text.toString();
  }

  private static ObjectNode chunk(String text, boolean last) {
    ObjectNode chunk =
        JSON.createObjectNode()
            .put("id", "scripted")
            .put("object", "chat.completion.chunk")
            .put("created", 0)
            .put("model", "scripted");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    ObjectNode delta = choice.putObject("delta");
    if (last) {
      choice.put("finish_reason", "stop");
    } else {
      delta.put("content", text);
      choice.putNull("finish_reason");
    }
    return chunk;
  }

  private static void event(OutputStream body, String data) throws IOException {
    body.write("data: %s\n\n".formatted(data).getBytes(StandardCharsets.UTF_8));
    body.flush();
  }
}
