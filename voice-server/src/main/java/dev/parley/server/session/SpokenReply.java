package dev.parley.server.session;

import com.google.protobuf.ByteString;
import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.EncodedAudio;
import dev.parley.audio.dsp.Resampler;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.SpokenMark;
import dev.parley.proto.v1.TurnMetrics;
import dev.parley.server.wire.SpeechWriter;
import dev.parley.tts.SynthesizedAudio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The reply that the session is giving: what is made of it on one side, what the person hears of
/// it on the other. Owned by the session's thread.
final class SpokenReply {
  private final String id;
  private final Reply reply;
  private final PlaybackGate gate;
  private final ServerMessages messages;
  private final @Nullable TurnTimeline timeline;
  private final AudioSink chain;
  private final AudioSink echo;
  private Duration ahead = Duration.ZERO;

  private String model = "";
  private String reportedProgress = "";
  private boolean written;
  private boolean began;
  private boolean closed;
  private int segment;

  /// Written while the reply is held.
  private final StringBuilder unsaid = new StringBuilder();

  private boolean unsaidEnd;

  /// Written or said since the reply began or tools were called.
  private final StringBuilder text = new StringBuilder();

  private boolean filled;

  /// Reached at the end of all audio.
  private List<SpokenMark> marksBehind = List.of();

  /// Reached by what is sent next.
  private final List<SpokenMark> marks = new ArrayList<>();

  /// @param gate of this reply alone
  /// @param timeline of the turn that is answered; null for a text that the application wants said
  /// @param loudspeaker is told what the person will hear
  SpokenReply(
      Reply reply,
      PlaybackGate gate,
      SessionSettings.Audio format,
      ServerMessages messages,
      @Nullable TurnTimeline timeline,
      Loudspeaker loudspeaker) {
    this.id = "reply-" + reply.number();
    this.reply = reply;
    this.gate = gate;
    this.messages = messages;
    this.timeline = timeline;
    this.chain = Resampler.to(new Sender(format), gate.format());
    this.echo = Resampler.to(new EchoTap(loudspeaker), gate.format());
  }

  int number() {
    return reply.number();
  }

  String id() {
    return id;
  }

  PlaybackGate gate() {
    return gate;
  }

  @Nullable TurnTimeline timeline() {
    return timeline;
  }

  /// Which model answers, for the metrics.
  void answeredBy(String name) {
    model = name;
  }

  /// The language model wrote a piece.
  void written(String piece, long now) {
    written = true;
    text.append(piece);
    if (gate.isHeld()) {
      unsaid.append(piece);
    } else {
      messages.replyText(id, piece, false);
    }
    if (timeline != null) {
      timeline.token(now, piece);
    }
  }

  /// Hands over all text since the reply began or text was last taken.
  String takeText() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  /// Whether the language model wrote anything yet.
  boolean hasText() {
    return written;
  }

  /// Nothing more will be written.
  void writingFinished() {
    if (gate.isHeld()) {
      unsaidEnd = true;
    } else {
      messages.replyText(id, "", true);
    }
  }

  /// The client may know of a reply that was held.
  void release() {
    gate.release();
    if (!unsaid.isEmpty()) {
      messages.replyText(id, unsaid.toString(), false);
    }
    if (unsaidEnd) {
      writingFinished();
    }
  }

  /// Says something while the answer is awaited, once.
  void fill(String words) {
    if (!written && !filled) {
      say(words);
    }
  }

  /// Says something while tools are awaited. For a reply that is not held.
  void say(String words) {
    if (reply.fill(words + " ")) {
      filled = true;
      text.append(words).append(' ');
      messages.replyText(id, words + " ", false);
    }
  }

  /// The tools have answered: the language model writes on.
  void goOn() {
    reply.goOn();
  }

  /// The language model broke off: what was written is all.
  void endText() {
    writingFinished();
    reply.endText();
  }

  /// The voice spoke a piece.
  void spoken(SynthesizedAudio piece) {
    gate.add(piece);
    if (piece.audio().length() == 0) {
      marksBehind = SpeechWriter.marks(piece);
      reply.pieceSent();
    }
  }

  /// The voice spoke everything.
  void speakingFinished() {
    gate.complete();
  }

  /// Sends what may be sent now.
  ///
  /// @return whether this sent the reply's first audio
  boolean send(long now) {
    boolean first = false;
    ahead = gate.ahead(now);
    for (PlaybackGate.Chunk chunk = gate.next(now); chunk != null; chunk = gate.next(now)) {
      if (!began) {
        began = true;
        first = true;
        if (timeline != null) {
          timeline.audio(now, chunk.piece().textStart() + chunk.piece().text().length());
        }
      }
      segment = chunk.piece().segment();
      if (chunk.isFirst()) {
        marks.addAll(SpeechWriter.marks(chunk.piece()));
      }
      chain.write(chunk.audio());
      echo.write(chunk.audio());
      ahead = gate.ahead(now);
      if (chunk.last()) {
        reply.pieceSent();
      }
    }
    if (gate.isSent() && !closed) {
      closed = true;
      chain.flush();
      messages.audio(
          AudioOut.newBuilder()
              .setReplyId(id)
              .setSegmentId(segment)
              .setPtsMs(gate.sentDuration().toMillis())
              .addAllMarks(marksBehind)
              .setLast(true));
    }
    reportProgress(now);
    return first;
  }

  /// Tells the client how far the reply was heard, whenever another word was.
  private void reportProgress(long now) {
    String heard = gate.heardText(now);
    // A client's first report may know of less than it was believed to have played.
    if (heard.length() > reportedProgress.length()) {
      reportedProgress = heard;
      String whole = gate.wholeText();
      messages.speechProgress(id, heard, whole.substring(Math.min(heard.length(), whole.length())));
    }
  }

  /// All of it was heard.
  void finished(long now) {
    reportProgress(now);
    report(false);
  }

  /// Stops it for good.
  ///
  /// @param announce whether the client is told, if it got audio
  void cancel(boolean announce, long now) {
    reply.cancel();
    chain.close();
    if (announce && began) {
      messages.interruption(id, Interruption.Kind.CONFIRMED, false, heardDuration(now).toMillis());
    }
    report(true);
  }

  /// The listener is cut off.
  ///
  /// @param undelivered the millisecond from which on it may have got nothing; empty if it has all
  void freeze(long now, OptionalLong undelivered) {
    gate.freeze(now, position(undelivered));
  }

  /// The listener is back, and gets only now what was sent from `undelivered` on.
  void thaw(long now, OptionalLong undelivered) {
    gate.thaw(now, position(undelivered));
  }

  private Duration position(OptionalLong milliseconds) {
    return milliseconds.isPresent()
        ? Duration.ofMillis(milliseconds.getAsLong())
        : gate.sentDuration();
  }

  /// The pause was for nothing.
  void resumed(long now) {
    gate.resume(now);
    messages.interruption(id, Interruption.Kind.FALSE_ALARM, true, heardDuration(now).toMillis());
  }

  /// How much of it was heard.
  Duration heardDuration(long now) {
    return chainFormat().duration(gate.heardPosition(now));
  }

  private PcmFormat chainFormat() {
    return chain.format();
  }

  private void report(boolean interrupted) {
    if (timeline != null && began) {
      TurnMetrics metrics = timeline.metrics(id, model, gate.sentDuration(), interrupted);
      messages.turnMetrics(metrics);
    }
  }

  /// Tells the loudspeaker what is sent.
  private final class EchoTap implements AudioSink {
    private final Loudspeaker loudspeaker;

    EchoTap(Loudspeaker loudspeaker) {
      this.loudspeaker = loudspeaker;
    }

    @Override
    public PcmFormat format() {
      return PcmFormat.SPEECH;
    }

    @Override
    public void write(PcmFrame frame) {
      loudspeaker.plays(frame, ahead);
    }

    @Override
    public void flush() {}

    @Override
    public String describe() {
      return "loudspeaker";
    }

    @Override
    public void close() {}
  }

  /// The end of the chain: encodes and sends.
  private final class Sender implements AudioSink {
    private final PcmFormat format;
    private final AudioEncoder encoder;

    Sender(SessionSettings.Audio audio) {
      format = audio.format();
      encoder = AudioEncoder.of(audio.encoding(), format);
    }

    @Override
    public PcmFormat format() {
      return format;
    }

    @Override
    public void write(PcmFrame frame) {
      send(encoder.encode(frame));
    }

    @Override
    public void flush() {
      send(encoder.flush());
    }

    private void send(List<EncodedAudio> pieces) {
      for (EncodedAudio piece : pieces) {
        messages.audio(
            AudioOut.newBuilder()
                .setReplyId(id)
                .setSegmentId(segment)
                .setPtsMs(format.milliseconds(piece.position()))
                .setAudio(ByteString.copyFrom(piece.bytes()))
                .addAllMarks(marks));
        marks.clear();
      }
    }

    @Override
    public String describe() {
      return "encode " + encoder.encoding();
    }

    @Override
    public void close() {}
  }
}
