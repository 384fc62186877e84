package dev.parley.server.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.McpServerSettings;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.tool.ServerTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against the SDK's own server over HTTP.
@Tag("unit")
@Timeout(120)
class McpToolsTest {
  private static final String SECRET = "sesame";

  @TempDir Path folder;

  /// The pauses between attempts that were begun, and those that may end.
  private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();

  private final Semaphore pauseOver = new Semaphore(0);

  @Test
  void theToolsOfAServerAreListedAndCalled() throws Exception {
    try (LocalMcpServer server = new LocalMcpServer(folder, 0)) {
      server.add("weather", true, place -> LocalMcpServer.text("Sunny in " + place + ".", "21"));
      server.add("book", false, _ -> failing("It is full."));
      try (McpTools tools = connect(server.url(), List.of(), null)) {
        ServerTool weather = await(tools, "weather");
        assertThat(weather.server()).isEqualTo("local");
        assertThat(weather.tool().sideEffects()).as("read-only").isFalse();
        assertThat(weather.tool().definition())
            .extracting(ToolDefinition::description)
            .isEqualTo("About weather.");
        assertThat(weather.tool().definition().parameters())
            .contains("\"place\":{\"type\":\"string\"}");
        assertThat(call(weather, "{\"place\":\"Rome\"}")).isEqualTo("Sunny in Rome.\n21");
        ServerTool book = await(tools, "book");
        assertThat(book.tool().sideEffects()).isTrue();
        assertThat(call(book, "{}")).isEqualTo("The tool failed: It is full.");
      }
      assertThat(server.keys()).isNotEmpty().containsOnly(SECRET);
    }
  }

  @Test
  void theConfigurationSaysWhichToolsThereAreAndWhetherTheyChangeAnything() throws Exception {
    try (LocalMcpServer server = new LocalMcpServer(folder, 0)) {
      server.add("weather", true, LocalMcpServer::text);
      server.add("book", false, LocalMcpServer::text);
      try (McpTools tools = connect(server.url(), List.of("weather"), true)) {
        assertThat(await(tools, "weather").tool().sideEffects()).isTrue();
        assertThat(tools.available()).hasSize(1);
      }
    }
  }

  @Test
  void aListThatChangesIsFollowed() throws Exception {
    try (LocalMcpServer server = new LocalMcpServer(folder, 0)) {
      server.add("weather", true, LocalMcpServer::text);
      try (McpTools tools = connect(server.url(), List.of(), null)) {
        await(tools, "weather");
        server.add("news", true, LocalMcpServer::text);
        assertThat(call(await(tools, "news"), "{\"place\":\"Rome\"}")).isEqualTo("Rome");
      }
    }
  }

  @Test
  void aCallCanBeCancelled() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    try (LocalMcpServer server = new LocalMcpServer(folder, 0)) {
      server.add(
          "slow",
          true,
          _ -> {
            begun.countDown();
            awaitLatch(letGo);
            return LocalMcpServer.text("done");
          });
      server.add("weather", true, LocalMcpServer::text);
      try (McpTools tools = connect(server.url(), List.of(), null)) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Runnable cancel = await(tools, "slow").call("{}", result::complete);
        awaitLatch(begun);
        cancel.run();
        cancel.run();
        assertThat(result.get(60, TimeUnit.SECONDS))
            .isEqualTo("The tool failed: it did not answer.");
        assertThat(call(await(tools, "weather"), "{\"place\":\"Rome\"}")).isEqualTo("Rome");
        assertThat(pauses).as("the connection stays").isEmpty();
      } finally {
        letGo.countDown();
      }
    }
  }

  @Test
  void aServerThatIsNotThereIsTriedAgainAndOneThatGoesIsConnectedAgain() throws Exception {
    LocalMcpServer first = new LocalMcpServer(folder.resolve("a"), 0);
    int port = first.port();
    URI url = first.url();
    first.close();
    try (McpTools tools = connect(url, List.of(), null)) {
      assertThat(awaitPause()).isEqualTo(Duration.ofSeconds(1));
      assertThat(tools.available()).isEmpty();
      pauseOver.release();
      assertThat(awaitPause()).isEqualTo(Duration.ofSeconds(2));
      ServerTool weather;
      try (LocalMcpServer second = new LocalMcpServer(folder.resolve("b"), port)) {
        second.add("weather", true, LocalMcpServer::text);
        pauseOver.release();
        weather = await(tools, "weather");
      }
      assertThat(call(weather, "{}")).isEqualTo("The tool failed: its server cannot be reached.");
      assertThat(awaitPause()).isEqualTo(Duration.ofSeconds(1));
      assertThat(tools.available()).isEmpty();
      try (LocalMcpServer third = new LocalMcpServer(folder.resolve("c"), port)) {
        third.add("news", true, LocalMcpServer::text);
        pauseOver.release();
        await(tools, "news");
        assertThat(tools.available()).hasSize(1);
      }
    }
  }

  private McpTools connect(URI url, List<String> allow, @Nullable Boolean sideEffects) {
    return McpTools.connect(
        List.of(
            new McpServerSettings(
                "local",
                url,
                Map.of("X-Key", SECRET),
                Duration.ofSeconds(60),
                allow,
                sideEffects,
                null,
                null,
                null)),
        duration -> {
          pauses.add(duration);
          pauseOver.acquire();
        });
  }

  private Duration awaitPause() throws InterruptedException {
    @Nullable Duration pause = pauses.poll(60, TimeUnit.SECONDS);
    assertThat(pause).as("a pause").isNotNull();
    return pause;
  }

  private static ServerTool await(McpTools tools, String name) {
    Predicate<ServerTool> wanted = tool -> tool.tool().name().equals(name);
    while (!Thread.currentThread().isInterrupted()) {
      for (ServerTool tool : tools.available()) {
        if (wanted.test(tool)) {
          return tool;
        }
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("There is no tool " + name);
  }

  private static String call(ServerTool tool, String arguments) throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();
    tool.call(arguments, result::complete);
    return result.get(60, TimeUnit.SECONDS);
  }

  private static CallToolResult failing(String text) {
    return CallToolResult.builder(LocalMcpServer.text(text).content()).isError(true).build();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
