package dev.parley.server.llm.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// A local HTTP server that answers every request with a script, byte for byte as the test wants.
public final class ScriptedServer implements AutoCloseable {
  /// What is done with one connection after its request was read.
  public interface Script {
    void answer(Connection connection) throws IOException;
  }

  /// One request and the ways to answer it.
  public record Connection(String head, String body, Socket socket) {
    /// Begins an answer of server-sent events.
    public void begin() throws IOException {
      head("200 OK", "text/event-stream", "Transfer-Encoding: chunked");
    }

    /// Sends a text in HTTP chunks of `size` bytes, whatever they cut through.
    public void send(int size, String... texts) throws IOException {
      byte[] bytes = String.join("", texts).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bytes.length; i += size) {
        chunk(bytes, i, Math.min(bytes.length, i + size));
      }
    }

    /// Sends a text in two HTTP chunks, the first of `cut` bytes.
    public void sendCut(int cut, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      chunk(bytes, 0, cut);
      chunk(bytes, cut, bytes.length);
    }

    private void chunk(byte[] bytes, int from, int to) throws IOException {
      if (from < to) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(
            (Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.write(bytes, from, to - from);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        OutputStream output = socket.getOutputStream();
        chunk.writeTo(output);
        output.flush();
      }
    }

    public void end() throws IOException {
      raw("0\r\n\r\n");
    }

    /// @param headers such as `Retry-After: 3`
    public void status(int status, String json, String... headers) throws IOException {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      List<String> all = new ArrayList<>(List.of(headers));
      all.add("Content-Length: " + bytes.length);
      head(status + " Refused", "application/json", String.join("\r\n", all));
      raw(json);
    }

    private void head(String status, String type, String length) throws IOException {
      raw(String.join("\r\n", "HTTP/1.1 " + status, "Content-Type: " + type, length, "", ""));
    }

    public void raw(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /// Breaks the connection off without an orderly end.
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Returns when the client has gone.
    public void awaitDisconnect() {
      try {
        while (socket.getInputStream().read() >= 0) {}
      } catch (IOException e) {
        // A reset is a way to go as well.
      }
    }
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  public static ScriptedServer start(Script script) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      ScriptedServer server = new ScriptedServer(listener, script);
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Without a path.
  public URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  public List<Connection> connections() {
    return List.copyOf(connections);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Connection connection : connections) {
        connection.socket().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (SocketException e) {
      // The server was closed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream input = new BufferedInputStream(socket.getInputStream());
      while (true) {
        String head = head(input);
        if (head.isEmpty()) {
          return;
        }
        String body = new String(input.readNBytes(contentLength(head)), StandardCharsets.UTF_8);
        Connection connection = new Connection(head, body, socket);
        connections.add(connection);
        script.answer(connection);
      }
    } catch (IOException e) {
      // The client went in the middle of an answer, as some tests want.
    }
  }

  private static String head(InputStream input) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = input.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int contentLength(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring("content-length:".length()).strip()))
        .findFirst()
        .orElse(0);
  }
}
