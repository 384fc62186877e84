package dev.parley.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.parley.client.audio.PacingClock;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.FileChunk;
import dev.parley.proto.v1.ModelList;
import dev.parley.proto.v1.ModelsGrpc;
import dev.parley.proto.v1.RecognitionGrpc;
import dev.parley.proto.v1.RecognizeConfig;
import dev.parley.proto.v1.RecognizeRequest;
import dev.parley.proto.v1.RecognizeResponse;
import dev.parley.proto.v1.ServerInfo;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SynthesisGrpc;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscriptionEvent;
import dev.parley.proto.v1.VoiceGrpc;
import dev.parley.proto.v1.VoiceList;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A connection to a Parley server.
///
/// Connecting is lazy: a server that is not there fails the first call. Failures are
/// [CallFailedException]s, whose message is a sentence. Thread-safe; one client serves any number
/// of calls.
public final class VoiceClient implements AutoCloseable {
  private static final int FILE_CHUNK = 256 * 1024;

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new SecureRandom());

  private final ManagedChannel channel;
  private final String server;
  private final @Nullable ExecutorService listeners;

  private VoiceClient(ManagedChannel channel, String server, @Nullable ExecutorService listeners) {
    this.channel = channel;
    this.server = server;
    this.listeners = listeners;
  }

  /// A client of the server at `address`; with TLS, one whose certificate the JDK trusts.
  public static VoiceClient connect(ServerAddress address) {
    return connect(address, null);
  }

  /// A client of the server at `address`.
  ///
  /// @param certificates file of the certificates (PEM) that vouch for the server, for an address
  ///     with TLS; null: those that the JDK trusts
  /// @throws IllegalArgumentException with a sentence if the file holds no certificates
  public static VoiceClient connect(ServerAddress address, @Nullable Path certificates) {
    ExecutorService listeners = Executors.newVirtualThreadPerTaskExecutor();
    // A live call is not a request that gRPC could repeat; a lasting one repeats what it must.
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget("dns:///" + address)
            .executor(listeners)
            .disableRetry()
            // A server that is cut off says nothing; ours allow a sign of life every ten seconds.
            .keepAliveTime(10, TimeUnit.SECONDS)
            .keepAliveTimeout(5, TimeUnit.SECONDS);
    if (address.encrypted()) {
      encrypt(builder, certificates);
    } else {
      builder.usePlaintext();
    }
    return new VoiceClient(builder.build(), address.toString(), listeners);
  }

  /// A client over any channel, which it closes in the end.
  ///
  /// @param server what error messages call the server
  public static VoiceClient over(ManagedChannel channel, String server) {
    return new VoiceClient(channel, server, null);
  }

  /// Opens a conversation. The first message to the listener is `ready`, unless the server refuses.
  public VoiceCall converse(SessionConfig config, CallListener<ServerMessage> listener) {
    StreamingCall<ClientMessage, ServerMessage> call =
        open(VoiceGrpc.getConverseMethod(), listener);
    call.sendNow(ClientMessage.newBuilder().setConfig(config).build());
    return new VoiceCall(call, config.getInput());
  }

  /// Opens a conversation that outlives its connections. When one breaks, the client calls again
  /// for as long as the server waits, by itself; the listener gets every message once, and what
  /// is sent meanwhile is kept, up to two minutes of audio. A server that does not resume
  /// sessions makes it an ordinary conversation.
  ///
  /// Ending it with [VoiceCall#close] tells the server, which otherwise would wait.
  public VoiceCall converseLasting(SessionConfig config, LastingListener listener) {
    return new VoiceCall(
        new LastingStream(server, config, listener, new Redialer(), BACKOFF, PacingClock.SYSTEM),
        config.getInput());
  }

  /// Opens a live transcription. The first message to the listener is the effective configuration.
  public RecognitionCall recognize(
      RecognizeConfig config, CallListener<RecognizeResponse> listener) {
    StreamingCall<RecognizeRequest, RecognizeResponse> call =
        open(RecognitionGrpc.getRecognizeMethod(), listener);
    call.sendNow(RecognizeRequest.newBuilder().setConfig(config).build());
    return new RecognitionCall(call, config.getInput());
  }

  /// Transcribes one file of any container that the server knows, and waits for the end.
  ///
  /// @param file the bytes of the file; read to the end, not closed
  /// @throws CallFailedException if the server cannot do it
  /// @throws IOException if the file cannot be read
  /// @throws InterruptedException if the thread was interrupted; the call is then cancelled
  public void transcribe(
      TranscribeConfig config, InputStream file, CallListener<TranscriptionEvent> listener)
      throws IOException, InterruptedException {
    StreamingCall<FileChunk, TranscriptionEvent> call =
        open(RecognitionGrpc.getTranscribeFileMethod(), listener);
    boolean done = false;
    try {
      call.sendNow(FileChunk.newBuilder().setConfig(config).build());
      byte[] buffer = new byte[FILE_CHUNK];
      boolean open = true;
      for (int read; open && (read = file.readNBytes(buffer, 0, buffer.length)) > 0; ) {
        open =
            call.send(FileChunk.newBuilder().setData(ByteString.copyFrom(buffer, 0, read)).build());
      }
      call.closeInput();
      call.await();
      done = true;
    } finally {
      if (!done) {
        call.cancel();
      }
    }
  }

  /// Opens a stream of speech. The first message to the listener is the effective configuration.
  public SynthesisCall synthesize(
      SynthesizeConfig config, CallListener<SynthesizeResponse> listener) {
    StreamingCall<SynthesizeRequest, SynthesizeResponse> call =
        open(SynthesisGrpc.getSynthesizeMethod(), listener);
    call.sendNow(SynthesizeRequest.newBuilder().setConfig(config).build());
    return new SynthesisCall(call);
  }

  /// What the server is.
  public ServerInfo serverInfo() {
    return ask(() -> models().getServerInfo(Empty.getDefaultInstance()));
  }

  /// The models that the server knows.
  public ModelList listModels() {
    return ask(() -> models().listModels(Empty.getDefaultInstance()));
  }

  /// The voices that the server can speak with; the first is its default.
  public VoiceList listVoices() {
    return ask(() -> models().listVoices(Empty.getDefaultInstance()));
  }

  /// Cancels what runs and disconnects; waits at most two seconds for the transport. Safe to call
  /// twice.
  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (listeners != null) {
      listeners.shutdown();
    }
  }

  private ModelsGrpc.ModelsBlockingStub models() {
    return ModelsGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  private <Q, R> StreamingCall<Q, R> open(MethodDescriptor<Q, R> method, CallListener<R> listener) {
    return new StreamingCall<>(channel, method, server, listener);
  }

  private <R> R ask(Supplier<R> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw CallFailures.of(e, server, false);
    }
  }

  /// Opens the connections of lasting calls.
  private final class Redialer implements Connector {
    @Override
    public StreamingCall<ClientMessage, ServerMessage> open(
        CallListener<ServerMessage> messages, Runnable roomy) {
      // gRPC would wait before it tries an address again that has just failed.
      channel.resetConnectBackoff();
      return new StreamingCall<>(channel, VoiceGrpc.getConverseMethod(), server, messages, roomy);
    }

    @Override
    public boolean isClosed() {
      return channel.isShutdown();
    }
  }

  private static void encrypt(NettyChannelBuilder builder, @Nullable Path certificates) {
    try {
      SslContextBuilder security = GrpcSslContexts.forClient();
      if (certificates != null) {
        security.trustManager(certificates.toFile());
      }
      builder.sslContext(security.build());
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The certificates in %s cannot be used; give a PEM file."
              .formatted(certificates == null ? "the JDK" : certificates),
          e);
    }
  }
}
