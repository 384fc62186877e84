package dev.parley.load.live;

import dev.parley.audio.vad.SileroVad;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.client.ServerAddress;
import dev.parley.client.VoiceClient;
import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.PullListener;
import dev.parley.load.figures.ProcessMeter;
import dev.parley.load.host.LoopbackConfig;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.server.VoiceServer;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.ProviderType;
import dev.parley.server.config.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server that is measured: one that runs already, or one of this process, which is reached
/// over the loopback address all the same.
public final class LoadedServer implements AutoCloseable {

  private final @Nullable VoiceServer own;
  private final Interruption.Registration registration;
  private final ServerAddress address;
  private final VoiceActivityModel voice;
  private final Optional<ProcessMeter> meter;

  private LoadedServer(
      @Nullable VoiceServer own,
      Interruption interruption,
      ServerAddress address,
      VoiceActivityModel voice,
      Optional<ProcessMeter> meter) {
    this.own = own;
    this.registration = interruption.add(own == null ? () -> {} : own::close);
    this.address = address;
    this.voice = voice;
    this.meter = meter;
  }

  /// @param pid of the server's process, if there is an address and it is one of this machine
  public static LoadedServer open(
      Terminal terminal,
      Interruption interruption,
      Optional<ServerAddress> address,
      Optional<Long> pid) {
    ModelStore store = ModelStore.standard();
    PullListener pulling = PullProgress.on(terminal);
    ServerConfig configured = new ConfigLoader(System.getenv()).load(Optional.empty());
    if (address.isPresent()) {
      OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU, 1);
      return new LoadedServer(
          null,
          interruption,
          address.get(),
          SileroVad.load(runtime, store.obtain("silero-vad", pulling)),
          pid.map(ProcessMeter::new));
    }
    try (Progress progress = new Progress(terminal)) {
      progress.show("Loading the models…");
      VoiceServer server = VoiceServer.start(withoutLanguageModel(configured), store, pulling);
      OnnxRuntime runtime =
          OnnxRuntime.start(
              Accelerator.of(configured.inference().accelerator()),
              configured.inference().threads());
      return new LoadedServer(
          server,
          interruption,
          new ServerAddress(LoopbackConfig.ADDRESS, server.grpcPort(), false),
          SileroVad.load(runtime, store.obtain("silero-vad", pulling)),
          Optional.of(ProcessMeter.own()));
    }
  }

  /// Nobody asks it anything here, and its memory would be counted.
  private static ServerConfig withoutLanguageModel(ServerConfig configured) {
    return LoopbackConfig.of(
        configured,
        Map.of(
            "nobody",
            ProviderSettings.of(
                ProviderType.OPENAI, URI.create("http://127.0.0.1:9/v1"), null, "none")),
        Map.of(ServerConfig.DEFAULT_ROUTE, List.of("nobody")));
  }

  /// A new connection.
  VoiceClient connect() {
    return VoiceClient.connect(address);
  }

  /// The text of a file in any language.
  ///
  /// @param file is read to its end, not closed
  public String transcribe(String name, InputStream file) throws IOException, InterruptedException {
    List<String> texts = Collections.synchronizedList(new ArrayList<>());
    try (VoiceClient client = connect()) {
      client.transcribe(
          TranscribeConfig.newBuilder().setFileName(name).build(),
          file,
          event -> {
            if (event.hasSegment()) {
              texts.add(event.getSegment().getText().strip());
            }
          });
    }
    return String.join(" ", texts).strip();
  }

  /// The detector that tells offline where voice is.
  public VoiceActivityModel voice() {
    return voice;
  }

  /// The process that computes; absent if it is elsewhere.
  Optional<ProcessMeter> meter() {
    return meter;
  }

  @Override
  public void close() {
    registration.close();
    voice.close();
    if (own != null) {
      own.close();
    }
  }
}
