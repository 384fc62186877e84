package dev.parley.server.session;

import dev.parley.proto.v1.TurnMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// When each stage of a turn was reached, counted from the arrival of the person's last voiced
/// sample. Owned by the session's thread; times are nanoseconds of the session's clock.
final class TurnTimeline {
  /// Text lengths that are remembered to find when the first clause was known.
  private static final int MAX_DELTAS = 256;

  private record Delta(int lengthBefore, long time) {}

  private final long lastVoiced;
  private final long speechMilliseconds;
  private final Deque<Delta> deltas = new ArrayDeque<>();

  private int textLength;
  private @Nullable Long endOfTurn;
  private @Nullable Long finalTranscript;
  private @Nullable Long firstToken;
  private @Nullable Long firstClause;
  private @Nullable Long firstAudio;

  /// A turn whose last voiced sample arrived at `lastVoiced`.
  TurnTimeline(long lastVoiced, long speechMilliseconds) {
    this.lastVoiced = lastVoiced;
    this.speechMilliseconds = speechMilliseconds;
  }

  void endOfTurn(long now) {
    endOfTurn = now;
  }

  void finalTranscript(long now) {
    finalTranscript = now;
  }

  void token(long now, String text) {
    if (firstToken == null) {
      firstToken = now;
    }
    if (firstClause == null && deltas.size() < MAX_DELTAS) {
      deltas.addLast(new Delta(textLength, now));
    }
    textLength += text.length();
  }

  /// The first piece of the reply, `length` characters of its text, was sent as audio.
  void audio(long now, int length) {
    if (firstAudio != null) {
      return;
    }
    firstAudio = now;
    for (Delta delta : deltas) {
      if (delta.lengthBefore() < length) {
        firstClause = delta.time();
      }
    }
    deltas.clear();
  }

  TurnMetrics metrics(String replyId, String model, Duration replyAudio, boolean interrupted) {
    TurnMetrics.Builder metrics =
        TurnMetrics.newBuilder()
            .setReplyId(replyId)
            .setModel(model)
            .setSpeechMs(Math.toIntExact(speechMilliseconds))
            .setReplyAudioMs(Math.toIntExact(replyAudio.toMillis()))
            .setInterrupted(interrupted);
    if (endOfTurn != null) {
      metrics.setEndOfTurnMs(since(endOfTurn));
    }
    if (finalTranscript != null) {
      metrics.setFinalTranscriptMs(since(finalTranscript));
    }
    if (firstToken != null) {
      metrics.setFirstTokenMs(since(firstToken));
    }
    if (firstClause != null) {
      metrics.setFirstClauseMs(since(firstClause));
    }
    if (firstAudio != null) {
      metrics.setFirstAudioMs(since(firstAudio));
    }
    return metrics.build();
  }

  private int since(long time) {
    return Math.toIntExact(Duration.ofNanos(time - lastVoiced).toMillis());
  }
}
