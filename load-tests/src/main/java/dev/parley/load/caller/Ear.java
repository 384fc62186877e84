package dev.parley.load.caller;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.client.VoiceCall;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionState;

/// The listening side of a caller: obeys the server's orders about its loudspeaker and reports what
/// was played. Not thread-safe.
final class Ear {
  /// Frames of 20 ms between two reports.
  private static final int REPORT_FRAMES = 5;

  private final Loudspeaker speaker = new Loudspeaker();
  private final AudioDecoder decoder = AudioDecoder.of(AudioEncoding.LINEAR16, PcmFormat.SPEECH);
  private SessionState state = SessionState.LISTENING;

  /// The reply that is reported.
  private String replyId = "";

  private boolean complete;
  private boolean reportedEnd = true;

  Loudspeaker speaker() {
    return speaker;
  }

  SessionState state() {
    return state;
  }

  /// Plays up to a position of the call.
  void advance(long position) {
    speaker.advance(position);
  }

  /// Takes a message that came now.
  ///
  /// @return whether the loudspeaker was stopped, so that how far it came is worth a report
  boolean hear(ServerMessage message) {
    switch (message.getMessageCase()) {
      case AUDIO -> hear(message.getAudio());
      case STATE_CHANGED -> {
        state = message.getStateChanged().getNewState();
        if (state == SessionState.PAUSED) {
          speaker.pause();
          return true;
        }
        speaker.resume();
      }
      case INTERRUPTION -> {
        if (message.getInterruption().getKind() == Interruption.Kind.CONFIRMED) {
          speaker.drop(message.getInterruption().getReplyId());
          reportedEnd |= replyId.equals(message.getInterruption().getReplyId());
        }
      }
      default -> {
        // The other messages move nothing here.
      }
    }
    return false;
  }

  /// Reports every 100 ms, and the end of a reply at once.
  void report(VoiceCall call, long frame) {
    boolean over = complete && !speaker.has(replyId);
    if (!reportedEnd && (over || frame % REPORT_FRAMES == 0)) {
      reportNow(call);
    }
  }

  /// Reports how far the present reply came.
  void reportNow(VoiceCall call) {
    if (!reportedEnd) {
      reportedEnd = complete && !speaker.has(replyId);
      call.sendPlayback(replyId, PcmFormat.SPEECH.duration(speaker.heard(replyId)), reportedEnd);
    }
  }

  private void hear(AudioOut audio) {
    float[] samples = decoder.decode(audio.getAudio().asReadOnlyByteBuffer()).toArray();
    if (!audio.getReplyId().equals(replyId)) {
      replyId = audio.getReplyId();
      complete = false;
      reportedEnd = false;
    }
    complete |= audio.getLast();
    speaker.add(replyId, offset(audio), samples);
  }

  /// The wire's milliseconds are rounded; audio that follows what was there has no gap.
  private long offset(AudioOut audio) {
    long told = audio.getPtsMs() * PcmFormat.SPEECH.sampleRate() / 1_000;
    long expected = speaker.end(replyId);
    return Math.abs(told - expected) <= PcmFormat.SPEECH.sampleRate() / 1_000 ? expected : told;
  }
}
