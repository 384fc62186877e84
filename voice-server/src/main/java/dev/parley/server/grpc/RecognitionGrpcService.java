package dev.parley.server.grpc;

import dev.parley.asr.Lag;
import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.Transcript;
import dev.parley.audio.vad.VadEvent;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.FileChunk;
import dev.parley.proto.v1.RecognitionGrpc;
import dev.parley.proto.v1.RecognitionTask;
import dev.parley.proto.v1.RecognizeConfig;
import dev.parley.proto.v1.RecognizeRequest;
import dev.parley.proto.v1.RecognizeResponse;
import dev.parley.proto.v1.TranscriptionEvent;
import dev.parley.server.grpc.Inbound.Next;
import dev.parley.server.session.LiveTranscription;
import dev.parley.server.session.SessionRegistry;
import dev.parley.server.session.SessionResources;
import dev.parley.server.session.SessionSettings;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.HearingWriter;
import dev.parley.server.wire.RefusedException;
import dev.parley.server.wire.SettingsReader;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/// `Recognition`: live captions, and files.
public final class RecognitionGrpcService extends RecognitionGrpc.RecognitionImplBase {
  private static final Duration IDLE_CHECK = Duration.ofMillis(500);

  /// Nobody answers captions, so a short pause may end a segment, and its final comes soon.
  private static final Duration SEGMENT_SILENCE = Duration.ofMillis(200);

  private final SessionResources resources;
  private final SessionRegistry sessions;

  public RecognitionGrpcService(SessionResources resources, SessionRegistry sessions) {
    this.resources = resources;
    this.sessions = sessions;
  }

  @Override
  public StreamObserver<RecognizeRequest> recognize(StreamObserver<RecognizeResponse> responses) {
    return CallTask.start("recognize", responses, this::recognize);
  }

  @Override
  public StreamObserver<FileChunk> transcribeFile(StreamObserver<TranscriptionEvent> responses) {
    return CallTask.start(
        "transcribe-file",
        responses,
        (inbound, outbound) -> {
          try (SessionRegistry.Place _ = sessions.enter()) {
            new FileTranscription(resources.recognizer(), resources.settings(), outbound)
                .run(inbound);
          }
        });
  }

  private void recognize(Inbound<RecognizeRequest> inbound, Outbound<RecognizeResponse> outbound)
      throws InterruptedException {
    try (SessionRegistry.Place _ = sessions.enter()) {
      Next<RecognizeRequest> first = inbound.take();
      if (!(first instanceof Next.Message<RecognizeRequest>(RecognizeRequest request))) {
        return;
      }
      if (!request.hasConfig()) {
        throw new RefusedException(
            ErrorReason.CONFIG_REQUIRED,
            "config",
            "The first message must be the configuration; it was audio.");
      }
      RecognizeConfig config = request.getConfig();
      SettingsReader reader = resources.settings();
      AudioFormat format = config.getInput();
      SessionSettings.Audio input = reader.audio(format, "input", 16_000);
      SessionSettings.Turn turn = reader.captions(config.getTurn(), "turn", SEGMENT_SILENCE);
      RecognitionOptions options =
          RecognitionOptions.LIVE
              .withLanguages(reader.languages(config.getLanguagesList(), "languages"))
              .withTask(task(config.getTask()))
              .withPartials(!config.hasPartials() || config.getPartials())
              .withHotWords(SettingsReader.hotWords(config.getHotWordsList(), "hot_words"));
      outbound.send(
          RecognizeResponse.newBuilder()
              .setEffectiveConfig(effective(config, input, turn, options))
              .build());
      try (LiveTranscription live =
          new LiveTranscription(input, turn, options, resources, new Captions(outbound))) {
        listen(inbound, live);
      }
    }
  }

  private static void listen(Inbound<RecognizeRequest> inbound, LiveTranscription live)
      throws InterruptedException {
    while (true) {
      switch (inbound.take(IDLE_CHECK)) {
        case Next.Message<RecognizeRequest>(RecognizeRequest request) -> {
          if (request.hasConfig()) {
            throw new RefusedException(
                ErrorReason.CONFIG_REPEATED,
                "config",
                "A stream is configured once; start a new one for other settings.");
          }
          live.write(request.getAudio().getAudio().toByteArray());
        }
        case Next.Nothing<RecognizeRequest>() -> live.idle();
        case Next.End<RecognizeRequest>() -> {
          live.finish();
          return;
        }
      }
    }
  }

  static RecognitionOptions.Task task(RecognitionTask task) {
    return switch (task) {
      case RECOGNITION_TASK_UNSPECIFIED, TRANSCRIBE -> RecognitionOptions.Task.TRANSCRIBE;
      case TRANSLATE -> RecognitionOptions.Task.TRANSLATE;
      case UNRECOGNIZED ->
          throw new RefusedException(
              ErrorReason.INVALID_SETTING,
              "task",
              "The task is unknown; use TRANSCRIBE or TRANSLATE.");
    };
  }

  private static RecognizeConfig effective(
      RecognizeConfig config,
      SessionSettings.Audio input,
      SessionSettings.Turn turn,
      RecognitionOptions options) {
    return config.toBuilder()
        .setInput(SettingsReader.write(input))
        .setTask(
            switch (options.task()) {
              case TRANSCRIBE -> RecognitionTask.TRANSCRIBE;
              case TRANSLATE -> RecognitionTask.TRANSLATE;
            })
        .setPartials(options.partials())
        .setTurn(SettingsReader.write(turn))
        .clearHotWords()
        .addAllHotWords(SettingsReader.write(options.hotWords()))
        .build();
  }

  /// Sends what is heard. Partials are dropped while the client does not keep up.
  private record Captions(Outbound<RecognizeResponse> outbound)
      implements LiveTranscription.Listener {
    @Override
    public void voiceActivity(VadEvent event) {
      outbound.sendNow(RecognizeResponse.newBuilder().setVad(HearingWriter.write(event)).build());
    }

    @Override
    public void overload(Lag lag) {
      outbound.sendNow(
          RecognizeResponse.newBuilder().setOverload(HearingWriter.write(lag)).build());
    }

    @Override
    public void transcript(String itemId, Transcript transcript) {
      RecognizeResponse response =
          RecognizeResponse.newBuilder()
              .setTranscript(HearingWriter.write(itemId, transcript))
              .build();
      switch (transcript) {
        case Transcript.Partial _ -> outbound.offer(response);
        case Transcript.Final _ -> outbound.sendNow(response);
      }
    }
  }
}
