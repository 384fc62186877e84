package dev.parley.server.grpc;

import com.google.protobuf.ByteString;
import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.EncodedAudio;
import dev.parley.audio.dsp.Resampler;
import dev.parley.proto.v1.SpokenAudio;
import dev.parley.proto.v1.SynthesisGrpc;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.server.grpc.Inbound.Next;
import dev.parley.server.session.LeadLimit;
import dev.parley.server.session.SessionClock;
import dev.parley.server.session.SessionRegistry;
import dev.parley.server.session.SessionSettings;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import dev.parley.server.wire.SettingsReader;
import dev.parley.server.wire.SpeechReader;
import dev.parley.server.wire.SpeechWriter;
import dev.parley.tts.Markup;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// `Synthesis.Synthesize`: text in pieces in, audio out as soon as a clause is complete. A client
/// that does not take the audio holds the synthesis back.
public final class SynthesisGrpcService extends SynthesisGrpc.SynthesisImplBase {
  private static final int MAX_TEXT = 15_360;

  private static final int DEFAULT_LEAD_MILLISECONDS = 5_000;

  private final SpeechSynthesizer synthesizer;
  private final SettingsReader settings;
  private final SessionRegistry sessions;
  private final SessionClock clock;

  public SynthesisGrpcService(
      SpeechSynthesizer synthesizer,
      SettingsReader settings,
      SessionRegistry sessions,
      SessionClock clock) {
    this.synthesizer = synthesizer;
    this.settings = settings;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public StreamObserver<SynthesizeRequest> synthesize(
      StreamObserver<SynthesizeResponse> responses) {
    return CallTask.start("synthesize", responses, this::synthesize);
  }

  private void synthesize(Inbound<SynthesizeRequest> inbound, Outbound<SynthesizeResponse> outbound)
      throws InterruptedException {
    try (SessionRegistry.Place _ = sessions.enter()) {
      if (!(inbound.take() instanceof Next.Message<SynthesizeRequest>(SynthesizeRequest first))) {
        return;
      }
      if (!first.hasConfig()) {
        throw new RefusedException(
            ErrorReason.CONFIG_REQUIRED,
            "config",
            "The first message must be the configuration; it was text.");
      }
      SynthesizeConfig config = first.getConfig();
      SessionSettings.Audio output = settings.audio(config.getOutput(), "output", 24_000);
      Voice voice = settings.voice(config.getVoice(), "voice");
      double speed = SettingsReader.speed(config.hasSpeed() ? config.getSpeed() : 1, "speed");
      Markup markup = SpeechReader.markup(config.getMarkup(), "markup");
      Duration lead =
          SettingsReader.lead(
              config.hasLeadMs() ? config.getLeadMs() : DEFAULT_LEAD_MILLISECONDS, "lead_ms");
      SessionSettings.Lexicon lexicon = settings.lexicon(config.getLexiconList(), voice, "lexicon");
      outbound.send(
          SynthesizeResponse.newBuilder()
              .setEffectiveConfig(
                  SynthesizeConfig.newBuilder()
                      .setOutput(SettingsReader.write(output))
                      .setVoice(voice.name())
                      .setSpeed((float) speed)
                      .setMarkup(SpeechWriter.write(markup))
                      .addAllLexicon(SpeechWriter.write(lexicon.own()))
                      .setLeadMs(Math.toIntExact(lead.toMillis())))
              .build());
      Speaker speaker = new Speaker(outbound, output, new LeadLimit(clock, lead));
      AudioSink chain = Resampler.to(speaker, voice.format());
      try (SynthesisStream stream =
          synthesizer.open(
              voice, new SynthesisSettings(speed, markup, lexicon.all()), speaker.into(chain))) {
        write(inbound, stream);
      }
      chain.flush();
    }
  }

  private static void write(Inbound<SynthesizeRequest> inbound, SynthesisStream stream)
      throws InterruptedException {
    while (inbound.take() instanceof Next.Message<SynthesizeRequest>(SynthesizeRequest request)) {
      switch (request.getMessageCase()) {
        case TEXT -> {
          if (request.getText().length() > MAX_TEXT) {
            throw new RefusedException(
                ErrorReason.CHUNK_TOO_LARGE,
                "text",
                "A text of %d characters is too large; send at most %d at once."
                    .formatted(request.getText().length(), MAX_TEXT));
          }
          stream.write(request.getText());
        }
        case FLUSH -> stream.flush();
        case CONFIG ->
            throw new RefusedException(
                ErrorReason.CONFIG_REPEATED,
                "config",
                "A stream is configured once; start a new one for other settings.");
        case MESSAGE_NOT_SET ->
            throw new RefusedException(
                ErrorReason.INVALID_MESSAGE, "", "A message is empty; set one of its fields.");
      }
    }
    stream.finish();
  }

  /// The end of the chain: encodes and sends. It is written to on the synthesiser's thread, and
  /// flushed on the call's once that has finished.
  private static final class Speaker implements AudioSink {
    /// Samples of a message: 100 ms at 48 kHz.
    private static final int CHUNK = 4_800;

    private final Outbound<SynthesizeResponse> outbound;
    private final PcmFormat format;
    private final AudioEncoder encoder;
    private final LeadLimit lead;

    /// What goes with the next message.
    private SpokenAudio.Builder next = SpokenAudio.newBuilder();

    Speaker(Outbound<SynthesizeResponse> outbound, SessionSettings.Audio audio, LeadLimit lead) {
      this.outbound = outbound;
      this.lead = lead;
      this.format = audio.format();
      this.encoder = AudioEncoder.of(audio.encoding(), audio.format());
    }

    Consumer<SynthesizedAudio> into(AudioSink chain) {
      return piece -> {
        next.setSegmentId(piece.segment())
            .setText(next.getText() + piece.text())
            .addAllWords(SpeechWriter.words(piece))
            .addAllMarks(SpeechWriter.marks(piece));
        if (piece.audio().length() > 0) {
          chain.write(piece.audio());
        } else {
          // Marks behind the words: the end of their audio may still be on its way.
          send(piece.audio().format().milliseconds(piece.audio().position()), ByteString.EMPTY);
        }
      };
    }

    @Override
    public PcmFormat format() {
      return format;
    }

    @Override
    public void write(PcmFrame frame) {
      for (int start = 0; start < frame.length(); start += CHUNK) {
        PcmFrame chunk = frame.slice(start, Math.min(start + CHUNK, frame.length()));
        if (!send(encoder.encode(chunk))) {
          return;
        }
      }
    }

    @Override
    public void flush() {
      send(encoder.flush());
    }

    private boolean send(List<EncodedAudio> pieces) {
      for (EncodedAudio piece : pieces) {
        if (!send(format.milliseconds(piece.position()), ByteString.copyFrom(piece.bytes()))) {
          return false;
        }
      }
      return true;
    }

    /// @return false if the thread was interrupted instead
    private boolean send(long milliseconds, ByteString audio) {
      next.setPtsMs(milliseconds).setAudio(audio);
      try {
        lead.await(Duration.ofMillis(milliseconds));
        outbound.send(SynthesizeResponse.newBuilder().setAudio(next).build());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      next = SpokenAudio.newBuilder().setSegmentId(next.getSegmentId());
      return true;
    }

    @Override
    public String describe() {
      return "encode " + encoder.encoding();
    }

    @Override
    public void close() {}
  }
}
