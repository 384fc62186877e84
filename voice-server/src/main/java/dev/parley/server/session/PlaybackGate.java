package dev.parley.server.session;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.server.conversation.Playback;
import dev.parley.tts.Markup;
import dev.parley.tts.SynthesizedAudio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The only way from a reply to the listener: one reply at a time, at the pace of speech, with a
/// bounded lead.
///
/// The gate keeps a model of what the listener hears: a playhead that runs with the clock while
/// there is sent audio and the gate is not paused. A client that reports its playback overrides
/// what counts as heard. Sending little ahead is what makes an interruption quick on every door.
///
/// Owned by the session's thread. All times are nanoseconds of the session's clock, all positions
/// samples of the voice's rate.
final class PlaybackGate {
  /// How far sending may run ahead of the listener.
  static final Duration LEAD = Duration.ofMillis(500);

  private static final Duration CHUNK = Duration.ofMillis(40);

  /// How long a client may take to report the end of what it was sent.
  private static final Duration REPORT_GRACE = Duration.ofSeconds(3);

  /// What was heard so long ago may still come back as an echo and be recognised.
  private static final Duration ECHO_BEHIND = Duration.ofSeconds(4);

  /// What is sent ahead may be heard so much sooner than the gate believes.
  private static final Duration ECHO_AHEAD = Duration.ofMillis(700);

  /// A stretch of a piece.
  ///
  /// @param last whether it is the piece's last one
  record Chunk(SynthesizedAudio piece, PcmFrame audio, boolean last) {
    boolean isFirst() {
      return audio.position() == piece.audio().position();
    }
  }

  private final Deque<Chunk> waiting = new ArrayDeque<>();
  private final SpokenText text;
  private final PcmFormat format;

  private long sent;
  private long playhead;
  private long updated;
  private long drained = Long.MAX_VALUE;
  private boolean paused;
  private boolean frozen;
  private long delivered = Long.MAX_VALUE;
  private boolean held;
  private boolean complete;
  private long reported = -1;
  private boolean reportedEnd;

  /// A closed-off gate for one reply.
  ///
  /// @param markup of the reply's text
  /// @param now the time of the session's clock
  PlaybackGate(PcmFormat format, Markup markup, long now) {
    this.text = new SpokenText(markup);
    this.format = format;
    this.updated = now;
  }

  /// Adds the next piece of the reply.
  void add(SynthesizedAudio piece) {
    text.add(piece);
    int chunk = Math.toIntExact(format.samples(CHUNK));
    int length = piece.audio().length();
    for (int start = 0; start < length; start += chunk) {
      int end = Math.min(start + chunk, length);
      waiting.addLast(new Chunk(piece, piece.audio().slice(start, end), end == length));
    }
  }

  /// No further piece comes.
  void complete() {
    complete = true;
  }

  /// Lets nothing through before [#release]. For a gate that has sent nothing.
  void hold() {
    held = true;
  }

  /// Lets through what was held.
  void release() {
    held = false;
  }

  boolean isHeld() {
    return held;
  }

  boolean isPaused() {
    return paused;
  }

  void pause(long now) {
    advance(now);
    paused = true;
  }

  void resume(long now) {
    advance(now);
    paused = false;
  }

  /// The listener is cut off: until [#thaw], nothing is heard and nothing is sent.
  ///
  /// @param undelivered where the first audio starts that may not have reached it
  void freeze(long now, Duration undelivered) {
    advance(now);
    frozen = true;
    delivered = format.samples(undelivered);
  }

  /// The listener is back, and gets only now what was sent from `undelivered` on.
  void thaw(long now, Duration undelivered) {
    advance(now);
    frozen = false;
    delivered = Long.MAX_VALUE;
    playhead = Math.min(playhead, format.samples(undelivered));
    drained = playhead < sent ? Long.MAX_VALUE : now;
  }

  /// The listener says how much it has played. Values beyond what was sent, or behind an earlier
  /// report, are clamped.
  void report(Duration played, boolean finished) {
    reported = Math.clamp(format.samples(played), Math.max(reported, 0), sent);
    if (finished && complete && waiting.isEmpty()) {
      reported = sent;
      reportedEnd = true;
    }
  }

  /// The next chunk to send now.
  ///
  /// @return null if none may be sent yet
  @Nullable Chunk next(long now) {
    advance(now);
    if (isStill() || waiting.isEmpty() || sent - playhead >= format.samples(LEAD)) {
      return null;
    }
    Chunk chunk = waiting.removeFirst();
    sent = chunk.audio().end();
    drained = Long.MAX_VALUE;
    return chunk;
  }

  /// How long what is sent next will wait before it is heard.
  Duration ahead(long now) {
    advance(now);
    return format.duration(sent - playhead);
  }

  PcmFormat format() {
    return format;
  }

  /// Whether everything has been sent and nothing follows.
  boolean isSent() {
    return complete && waiting.isEmpty();
  }

  /// Whether everything has been heard.
  boolean isFinished(long now) {
    advance(now);
    if (!isSent() || isStill()) {
      return false;
    }
    if (reported >= 0 && !reportedEnd) {
      return drained != Long.MAX_VALUE && now - drained >= REPORT_GRACE.toNanos();
    }
    return reportedEnd || playhead >= sent;
  }

  /// When to ask again, as nanoseconds from now; empty while only an event can change something.
  OptionalLong nextCheck(long now) {
    advance(now);
    if (isStill() || isFinished(now)) {
      return OptionalLong.empty();
    }
    if (!waiting.isEmpty()) {
      return OptionalLong.of(nanoseconds(sent - playhead - format.samples(LEAD) + 1));
    }
    if (!complete) {
      // Nothing to send, but words that are heard meanwhile, as while a tool runs.
      return playhead < sent ? OptionalLong.of(nanoseconds(sent - playhead)) : OptionalLong.empty();
    }
    return OptionalLong.of(
        playhead < sent ? nanoseconds(sent - playhead) : REPORT_GRACE.toNanos() / 4);
  }

  /// The position up to which the listener has heard the reply.
  long heardPosition(long now) {
    advance(now);
    return Math.min(reported >= 0 ? reported : playhead, delivered);
  }

  /// The text that was heard, whole words only.
  String heardText(long now) {
    return text.heardUntil(heardPosition(now));
  }

  /// The text that was heard, and what of it may come back as an echo.
  Playback playback(long now) {
    long position = heardPosition(now);
    String past = text.heardUntil(position - format.samples(ECHO_BEHIND));
    String near = text.heardUntil(position + format.samples(ECHO_AHEAD));
    return new Playback(
        text.heardUntil(position), near.substring(Math.min(past.length(), near.length())));
  }

  /// All text of the reply that became audio.
  String wholeText() {
    return text.whole();
  }

  /// How much audio has been sent.
  Duration sentDuration() {
    return format.duration(sent);
  }

  private boolean isStill() {
    return paused || frozen || held;
  }

  private void advance(long now) {
    if (!paused && !frozen && playhead < sent) {
      long passed = format.samples(Duration.ofNanos(now - updated));
      if (playhead + passed >= sent) {
        playhead = sent;
        drained = now;
        updated = now;
      } else if (passed > 0) {
        playhead += passed;
        updated += format.duration(passed).toNanos();
      }
    } else {
      updated = now;
    }
  }

  private long nanoseconds(long samples) {
    return format.duration(Math.max(samples, 1)).toNanos() + 1;
  }
}
