package dev.parley.server.tool.mcp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/// The SDK's own server behind a real HTTP port of this machine.
final class LocalMcpServer implements AutoCloseable {
  /// Kept, because a logger that nobody holds forgets its level.
  private static final Logger CONTAINER = Logger.getLogger("org.apache");

  static {
    CONTAINER.setLevel(Level.OFF);
  }

  private final Tomcat tomcat = new Tomcat();
  private final McpSyncServer server;
  private final List<String> keys = new CopyOnWriteArrayList<>();

  /// @param port 0 takes any free one
  LocalMcpServer(Path folder, int port) throws LifecycleException {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
            .mcpEndpoint("/mcp")
            .build();
    server =
        McpServer.sync(transport)
            .serverInfo("local", "1")
            .capabilities(ServerCapabilities.builder().tools(true).build())
            .build();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(port);
    tomcat.setHostname("127.0.0.1");
    Context context = tomcat.addContext("", folder.toString());
    context.addServletContainerInitializer(
        (_, servlets) -> {
          var registration = servlets.addServlet("mcp", transport);
          registration.addMapping("/mcp");
          registration.setAsyncSupported(true);
        },
        null);
    addFilter(context);
    tomcat.getConnector();
    tomcat.start();
  }

  private void addFilter(Context context) {
    Filter filter =
        (request, response, chain) -> {
          keys.add(String.valueOf(((HttpServletRequest) request).getHeader("X-Key")));
          chain.doFilter(request, response);
        };
    FilterDef definition = new FilterDef();
    definition.setFilterName("keys");
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("keys");
    map.addURLPattern("/*");
    context.addFilterMap(map);
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d/mcp".formatted(port()));
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  /// The header `X-Key` of all requests so far.
  List<String> keys() {
    return List.copyOf(keys);
  }

  /// Offers one more tool, which takes a `place`.
  void add(String name, boolean readOnly, Function<String, CallToolResult> work) {
    server.addTool(
        SyncToolSpecification.builder()
            .tool(
                McpSchema.Tool.builder(
                        name,
                        Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("place", Map.of("type", "string"))))
                    .description("About " + name + ".")
                    .annotations(ToolAnnotations.builder().readOnlyHint(readOnly).build())
                    .build())
            .callHandler(
                (_, request) -> work.apply(String.valueOf(request.arguments().get("place"))))
            .build());
  }

  static CallToolResult text(String... texts) {
    List<McpSchema.Content> content = new ArrayList<>();
    for (String text : texts) {
      content.add(McpSchema.TextContent.builder(text).build());
    }
    return CallToolResult.builder(content).build();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException(e);
    }
  }
}
