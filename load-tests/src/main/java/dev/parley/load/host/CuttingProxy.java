package dev.parley.load.host;

import dev.parley.client.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A line to a server that can be cut: passes bytes on, on a free port of the loopback address,
/// until it is told to break the connections. Thread-safe.
public final class CuttingProxy implements AutoCloseable {
  private static final int BUFFER = 16 * 1_024;

  private final ServerAddress server;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private CuttingProxy(ServerAddress server, ServerSocket listener) {
    this.server = server;
    this.listener = listener;
  }

  /// Starts a line to a server.
  public static CuttingProxy to(ServerAddress server) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    CuttingProxy proxy = new CuttingProxy(server, listener);
    Thread.ofVirtual().name("cutting-proxy").start(proxy::listen);
    return proxy;
  }

  /// Where clients connect to.
  public ServerAddress address() {
    return new ServerAddress(LoopbackConfig.ADDRESS, listener.getLocalPort(), server.encrypted());
  }

  /// Breaks all connections on both sides at once; what was on its way is lost. New ones are taken.
  public void cut() {
    sockets.forEach(CuttingProxy::reset);
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException("The proxy's port cannot be closed.", e);
    }
    cut();
  }

  private void listen() {
    while (!closed) {
      @Nullable Socket client = null;
      try {
        client = listener.accept();
        connect(client);
      } catch (IOException e) {
        // Either the proxy is closed, or the server is not there, which the client has to see.
        if (client != null) {
          reset(client);
        }
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket(this.server.host(), this.server.port());
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    sockets.add(client);
    sockets.add(server);
    Thread.ofVirtual().name("cutting-proxy-up").start(() -> pass(client, server));
    Thread.ofVirtual().name("cutting-proxy-down").start(() -> pass(server, client));
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // The line was cut, or one side has closed it.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  /// Closes a socket so that its peer gets an error, and not an orderly end.
  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // It is closed already.
    } catch (IOException e) {
      throw new IllegalStateException("A connection cannot be cut.", e);
    }
  }
}
