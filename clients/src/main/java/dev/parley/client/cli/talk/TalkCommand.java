package dev.parley.client.cli.talk;

import dev.parley.audio.PcmFormat;
import dev.parley.client.ServerAddress;
import dev.parley.client.VoiceCall;
import dev.parley.client.VoiceClient;
import dev.parley.client.audio.AudioSource;
import dev.parley.client.audio.FileSource;
import dev.parley.client.audio.Microphone;
import dev.parley.client.audio.Pace;
import dev.parley.client.audio.PacedSender;
import dev.parley.client.audio.PacingClock;
import dev.parley.client.audio.SoundDeviceException;
import dev.parley.client.audio.SpeakerSink;
import dev.parley.client.cli.local.LocalServer;
import dev.parley.client.cli.local.ServerOption;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Interruption.Registration;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.client.cli.terminal.WavFile;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.SessionConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parley talk`.
@Command(
    name = "talk",
    description = {
      "A live conversation: microphone and loudspeaker, or a recording.",
      "",
      "Without --server the server runs in this process. With --input the recording is sent at",
      "the pace of speech, followed by silence; replies last as long as they would from a",
      "loudspeaker, but are not heard. The command ends when the last reply has ended.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  parley talk                     use headphones, or Parley hears itself",
      "  parley talk --input question.wav --output answer.wav --events events.jsonl",
      "  parley talk --server voice.example.org:50051"
    })
public final class TalkCommand implements Callable<Integer> {
  private static final PcmFormat REPLY = new PcmFormat(24_000);

  /// A small language model on a busy machine may think for long, but not for so long.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Terminal terminal;
  private final Interruption interruption;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "Sound file to say instead of listening to the microphone.")
  private @Nullable Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "WAV file for the replies, one after the other, as far as they were heard.")
  private @Nullable Path output;

  @Option(
      names = {"-e", "--events"},
      paramLabel = "FILE",
      description = "File for every message of the server, a line of JSON each.")
  private @Nullable Path events;

  @Option(
      names = "--no-event-audio",
      description = "Write only the length of audio into the events.")
  private boolean withoutEventAudio;

  @Option(names = "--voice", description = "Who speaks, see 'parley speak --voice list'.")
  private String voice = "";

  @Option(
      names = {"-l", "--language"},
      paramLabel = "CODE",
      split = ",",
      description = "Language that is spoken (ISO 639-1); several: candidates; none: any.")
  private List<String> languages = new ArrayList<>();

  @Mixin private ServerOption server = new ServerOption();

  public TalkCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    // What may be missing is opened before the models are loaded, which takes seconds.
    try (AudioSource voiceIn = source();
        ReplyOutput voiceOut = replyOutput();
        @Nullable WavFile recording = recording();
        @Nullable EventFile eventFile = eventFile()) {
      if (server.address().isPresent()) {
        talk(server.address().get(), voiceIn, voiceOut, recording, eventFile);
      } else {
        try (LocalServer local = LocalServer.start(terminal, interruption)) {
          talk(local.address(), voiceIn, voiceOut, recording, eventFile);
        }
      }
      if (recording != null) {
        recording.finish();
      }
    }
    return 0;
  }

  private void talk(
      ServerAddress address,
      AudioSource voiceIn,
      ReplyOutput voiceOut,
      @Nullable WavFile recording,
      @Nullable EventFile eventFile)
      throws IOException, InterruptedException {
    CompletableFuture<VoiceCall> opened = new CompletableFuture<>();
    ReplyPlayer player =
        new ReplyPlayer(
            voiceOut,
            frame -> {
              if (recording != null) {
                recording.write(frame);
              }
            },
            (replyId, played, finished) -> opened.join().sendPlayback(replyId, played, finished));
    Captions captions = new Captions(terminal);
    TalkSession session =
        new TalkSession(
            captions, Optional.ofNullable(eventFile), player, REPLY, InstantSource.system());
    try (VoiceClient client = VoiceClient.connect(address);
        VoiceCall call = client.converseLasting(config(), session);
        Registration _ = interruption.add(call::cancel)) {
      opened.complete(call);
      player.start();
      if (input == null) {
        interruption.endWith(0);
        terminal.note("Listening; speak, and end with Ctrl-C.");
      }
      send(call, session, voiceIn);
      call.endOfAudio();
      session.awaitEnd(call, PATIENCE);
      player.awaitQuiet();
    } finally {
      player.close();
      captions.end();
    }
    session.throwFailure();
  }

  private void send(VoiceCall call, TalkSession session, AudioSource voiceIn)
      throws IOException, InterruptedException {
    AudioSource source =
        input == null
            ? voiceIn
            : new FileThenSilence(
                voiceIn,
                () -> {
                  session.requireSignOfLife(PATIENCE);
                  return session.isQuiet();
                });
    // A microphone has its own pace.
    Pace pace = input == null ? Pace.AS_FAST_AS_POSSIBLE : Pace.REAL_TIME;
    new PacedSender(pace, PacingClock.SYSTEM).send(source, call::sendAudio);
  }

  private SessionConfig config() {
    return SessionConfig.newBuilder()
        .setInput(linear(PcmFormat.SPEECH))
        .setOutput(linear(REPLY))
        .addAllLanguages(languages)
        .setVoice(voice)
        .build();
  }

  private static AudioFormat linear(PcmFormat format) {
    return AudioFormat.newBuilder()
        .setEncoding(AudioEncoding.LINEAR16)
        .setSampleRate(format.sampleRate())
        .build();
  }

  private AudioSource source() throws IOException {
    if (input != null) {
      return FileSource.open(input, PcmFormat.SPEECH);
    }
    try {
      return Microphone.open(PcmFormat.SPEECH);
    } catch (SoundDeviceException e) {
      throw new CommandFailure(
          "No microphone can be opened; connect one, or give a recording with --input question.wav.",
          e);
    }
  }

  private ReplyOutput replyOutput() {
    if (input != null) {
      return new SimulatedOutput(PacingClock.SYSTEM);
    }
    try {
      return new LoudspeakerOutput(SpeakerSink.open(REPLY));
    } catch (SoundDeviceException e) {
      throw new CommandFailure(
          "No loudspeaker can be opened; connect one, or use --input and --output with files.", e);
    }
  }

  private @Nullable WavFile recording() {
    return output == null ? null : WavFile.create(output, REPLY, interruption, true);
  }

  private @Nullable EventFile eventFile() {
    return events == null ? null : EventFile.create(events, !withoutEventAudio);
  }
}
