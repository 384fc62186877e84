package dev.parley.server.tool.mcp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.server.config.McpServerSettings;
import dev.parley.server.tool.ServerTool;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection to one server: made by a virtual thread of its own, listened to for changes of
/// its tools, made anew when a call finds it broken.
final class McpConnection {
  private static final Logger LOG = LoggerFactory.getLogger(McpConnection.class);
  private static final Implementation PARLEY = Implementation.builder("parley", "0.1").build();
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_TOOLS = 64;
  private static final int MOST_SCHEMA_CHARACTERS = 16_384;

  /// A call has its time limit elsewhere; this one is the last resort.
  private static final Duration SPARE = Duration.ofSeconds(5);

  private final McpServerSettings settings;
  private final McpTools.Pause pause;
  private final Thread thread;
  private final Semaphore broken = new Semaphore(0);
  private volatile List<ServerTool> tools = List.of();

  /// The server told of a change since it was connected.
  private boolean changed;

  private volatile boolean closed;

  McpConnection(McpServerSettings settings, McpTools.Pause pause) {
    this.settings = settings;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("mcp-" + settings.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// What can be called at present.
  List<ServerTool> tools() {
    return tools;
  }

  /// Safe to call twice.
  void close() {
    closed = true;
    tools = List.of();
    thread.interrupt();
  }

  private void run() {
    Duration wait = FIRST_PAUSE;
    boolean told = false;
    while (!closed) {
      try (McpSyncClient client = open()) {
        client.initialize();
        offer(client, client.listTools().tools(), true);
        told = false;
        wait = FIRST_PAUSE;
        broken.acquire();
        LOG.warn("the MCP server {} is lost; connecting again", settings.name());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed && !told) {
          told = true;
          LOG.warn(
              "the MCP server {} at {} cannot be reached; its tools are missing until it can: {}",
              settings.name(),
              settings.url(),
              reason(e));
        }
      }
      tools = List.of();
      try {
        pause.sleep(wait);
      } catch (InterruptedException e) {
        return;
      }
      wait =
          wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
    }
  }

  private McpSyncClient open() {
    broken.drainPermits();
    synchronized (this) {
      changed = false;
    }
    List<McpSyncClient> opened = new ArrayList<>(1);
    McpSyncClient client =
        McpClient.sync(transport())
            .clientInfo(PARLEY)
            .initializationTimeout(CONNECTING)
            .requestTimeout(settings.timeout().plus(SPARE))
            .toolsChangeConsumer(changed -> opened.forEach(each -> offer(each, changed, false)))
            .build();
    opened.add(client);
    return client;
  }

  private HttpClientStreamableHttpTransport transport() {
    URI url = settings.url();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return HttpClientStreamableHttpTransport.builder(
            url.getScheme() + "://" + url.getRawAuthority())
        .endpoint(path + query)
        .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
        .connectTimeout(CONNECTING)
        .maxResponseSize(MOST_BYTES)
        .addHttpRequestCustomizer(
            (request, _, _, _, _) -> settings.headers().forEach(request::setHeader))
        .build();
  }

  /// @param first whether this is the list that was asked for; a change may have come before it
  private synchronized void offer(
      McpSyncClient client, List<McpSchema.Tool> listed, boolean first) {
    if (first && changed) {
      return;
    }
    changed |= !first;
    List<ServerTool> offered = new ArrayList<>();
    for (McpSchema.Tool tool : listed) {
      if (!settings.allow().isEmpty() && !settings.allow().contains(tool.name())) {
        continue;
      }
      McpTool readable = McpTool.of(tool, settings, client, broken::release);
      if (offered.size() == MOST_TOOLS
          || readable.tool().definition().parameters().length() > MOST_SCHEMA_CHARACTERS) {
        LOG.warn(
            "a tool of the MCP server {} is left out: at most {} tools of {} characters are taken",
            settings.name(),
            MOST_TOOLS,
            MOST_SCHEMA_CHARACTERS);
        continue;
      }
      offered.add(readable);
    }
    LOG.info("the MCP server {} offers {} tools", settings.name(), offered.size());
    if (!closed) {
      tools = List.copyOf(offered);
    }
  }

  /// The innermost cause that has something to say.
  private static String reason(RuntimeException failure) {
    String reason = "the connection failed";
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return "nobody listens there";
      }
      if (cause.getMessage() != null) {
        reason = cause.getMessage();
      }
    }
    return reason;
  }
}
