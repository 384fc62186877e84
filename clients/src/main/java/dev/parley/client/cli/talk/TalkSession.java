package dev.parley.client.cli.talk;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.client.CallFailedException;
import dev.parley.client.LastingListener;
import dev.parley.client.VoiceCall;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the client knows of a running conversation: passes the server's messages to captions,
/// events and playback, and tells whether anything is going on. Thread-safe.
final class TalkSession implements LastingListener {
  private final Captions captions;
  private final Optional<EventFile> events;
  private final ReplyPlayer player;
  private final AudioDecoder decoder;
  private final InstantSource clock;

  private volatile SessionState state = SessionState.LISTENING;
  private volatile long lastMessage;
  private volatile boolean away;
  private volatile boolean over;
  private @Nullable RuntimeException failure;

  /// @param format of the replies
  TalkSession(
      Captions captions,
      Optional<EventFile> events,
      ReplyPlayer player,
      PcmFormat format,
      InstantSource clock) {
    this.captions = captions;
    this.events = events;
    this.player = player;
    this.decoder = AudioDecoder.of(AudioEncoding.LINEAR16, format);
    this.clock = clock;
    this.lastMessage = clock.millis();
  }

  @Override
  public synchronized void message(ServerMessage message) {
    lastMessage = clock.millis();
    events.ifPresent(file -> record(file, message));
    switch (message.getMessageCase()) {
      case AUDIO -> play(message.getAudio());
      case STATE_CHANGED -> {
        state = message.getStateChanged().getNewState();
        player.hold(state == SessionState.PAUSED);
      }
      case INTERRUPTION -> {
        if (message.getInterruption().getKind() == Interruption.Kind.CONFIRMED) {
          player.drop(message.getInterruption().getReplyId());
        }
      }
      case ERROR -> {
        if (message.getError().getFatal()) {
          fail(new CommandFailure(message.getError().getMessage()));
        }
      }
      default -> {
        // The other messages change nothing here.
      }
    }
    captions.show(message);
  }

  @Override
  public synchronized void lineLost(CallFailedException reason) {
    away = true;
    captions.lineLost();
  }

  @Override
  public synchronized void lineRestored() {
    lastMessage = clock.millis();
    away = false;
    captions.lineRestored();
  }

  @Override
  public synchronized void ended(@Nullable CallFailedException reason) {
    over = true;
    if (reason != null) {
      fail(reason);
    }
    player.endOfReplies();
  }

  /// Whether nobody speaks, nothing is being thought about and everything has been heard.
  boolean isQuiet() {
    return state == SessionState.LISTENING && player.isQuiet();
  }

  /// Whether the server has ended the call.
  boolean isOver() {
    return over;
  }

  /// How long the server has said nothing.
  Duration silence() {
    return Duration.ofMillis(clock.millis() - lastMessage);
  }

  /// Waits until the server ends the call, not longer than it says something every `patience`.
  void awaitEnd(VoiceCall call, Duration patience) throws InterruptedException {
    while (!call.await(Duration.ofSeconds(1))) {
      requireSignOfLife(patience);
    }
  }

  /// @throws CommandFailure if the server has been silent for longer than `patience`, unless the
  ///     line to it is broken, which ends by itself
  void requireSignOfLife(Duration patience) {
    if (!away && silence().compareTo(patience) > 0) {
      throw new CommandFailure(
          "The server has said nothing for %d s; look at its log and try again."
              .formatted(patience.toSeconds()));
    }
  }

  /// Throws what went wrong, if anything did.
  synchronized void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  private void play(AudioOut audio) {
    player.add(
        audio.getReplyId(),
        decoder.decode(audio.getAudio().asReadOnlyByteBuffer()),
        audio.getLast());
  }

  private void record(EventFile file, ServerMessage message) {
    try {
      file.write(message, clock.instant());
    } catch (CommandFailure e) {
      fail(e);
    }
  }

  private void fail(RuntimeException reason) {
    if (failure == null) {
      failure = reason;
    }
  }
}
