package dev.parley.server.grpc;

import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.VoiceGrpc;
import dev.parley.server.session.SessionRegistry;
import dev.parley.server.session.VoiceSession;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import dev.parley.server.wire.SettingsReader;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `Voice.Converse`: one call is one session, or goes on with one.
///
/// The call is read only as fast as the session works: a client that sends faster is held back by
/// HTTP/2's flow control.
public final class VoiceGrpcService extends VoiceGrpc.VoiceImplBase {
  /// Messages that may wait in a session; at 20 ms of audio each, about a second.
  private static final int WINDOW = 48;

  private final SessionRegistry sessions;
  private final SettingsReader settings;

  public VoiceGrpcService(SessionRegistry sessions, SettingsReader settings) {
    this.sessions = sessions;
    this.settings = settings;
  }

  @Override
  public StreamObserver<ClientMessage> converse(StreamObserver<ServerMessage> responses) {
    Call call = new Call((ServerCallStreamObserver<ServerMessage>) responses);
    call.begin();
    return call;
  }

  /// One call. gRPC serialises its callbacks.
  private final class Call implements StreamObserver<ClientMessage> {
    private final ServerCallStreamObserver<ServerMessage> call;
    private final GrpcSessionOutput connection;
    private @Nullable VoiceSession session;
    private boolean refused;

    Call(ServerCallStreamObserver<ServerMessage> call) {
      this.call = call;
      this.connection = new GrpcSessionOutput(call);
    }

    void begin() {
      call.disableAutoRequest();
      call.setOnCancelHandler(this::lose);
      call.request(1);
    }

    @Override
    public void onNext(ClientMessage message) {
      if (refused) {
        return;
      }
      if (session != null) {
        if (!session.accept(connection, message, () -> call.request(1))) {
          session.refuse(
              new RefusedException(
                  ErrorReason.SESSION_OVERLOADED,
                  "",
                  "The session's queue is full; send audio at real-time pace."));
        }
        return;
      }
      try {
        if (!message.hasConfig()) {
          throw new RefusedException(
              ErrorReason.CONFIG_REQUIRED,
              "config",
              "The first message must be the configuration; it was '%s'."
                  .formatted(message.getMessageCase().name().toLowerCase(Locale.ROOT)));
        }
        session = session(message);
        call.request(WINDOW);
      } catch (RuntimeException e) {
        refused = true;
        connection.fail(Refusals.reason(e));
      }
    }

    private VoiceSession session(ClientMessage first) {
      SessionConfig config = first.getConfig();
      return config.getResumeToken().isEmpty()
          ? sessions.open(settings.read(config), connection, config.getResumable())
          : sessions.resume(SettingsReader.resumeToken(config), first.getReceivedSeq(), connection);
    }

    @Override
    public void onCompleted() {
      if (session != null) {
        session.finish(connection);
      } else if (!refused) {
        call.onCompleted();
      }
    }

    @Override
    public void onError(Throwable failure) {
      lose();
    }

    private void lose() {
      if (session != null) {
        session.lose(connection);
      }
    }
  }
}
