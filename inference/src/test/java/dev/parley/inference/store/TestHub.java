package dev.parley.inference.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A hub on this machine that serves what a test gives it, and breaks as the test tells it.
final class TestHub implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean ranges = true;
  private volatile int cutAfter = Integer.MAX_VALUE;
  private volatile boolean stalling;

  TestHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void serve(String repository, String path, byte[] content) {
    files.put("/" + repository + "/resolve/main/" + path, content);
  }

  /// Answers every request with the whole file from now on.
  void ignoreRanges() {
    ranges = false;
  }

  /// Breaks the connection of the next answer after so many bytes.
  void cutNextAnswerAfter(int bytes) {
    cutAfter = bytes;
  }

  /// Sends so many bytes of the next answer and then nothing, until [#close].
  void stallNextAnswerAfter(int bytes) {
    cutAfter = bytes;
    stalling = true;
  }

  /// Holds every answer back until [#openGate].
  void closeGate() {
    gate = new CountDownLatch(1);
  }

  void openGate() {
    gate.countDown();
  }

  void awaitRequest() throws InterruptedException {
    requested.await();
  }

  /// The path and the range of each request, such as `/a/b/resolve/main/c bytes=10-`.
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    gate.countDown();
    closed.countDown();
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(range == null ? path : path + " " + range);
    requested.countDown();
    try (exchange) {
      byte[] content = files.get(path);
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      await(gate);
      int start = 0;
      int status = 200;
      if (ranges && range != null) {
        start = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        status = 206;
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
      }
      byte[] body = Arrays.copyOfRange(content, start, content.length);
      exchange.sendResponseHeaders(status, body.length);
      send(exchange.getResponseBody(), body);
    }
  }

  private void send(OutputStream out, byte[] body) throws IOException {
    int limit = Math.min(cutAfter, body.length);
    cutAfter = Integer.MAX_VALUE;
    out.write(body, 0, limit);
    out.flush();
    if (stalling) {
      stalling = false;
      await(closed);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
