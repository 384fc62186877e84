package dev.parley.server;

import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.PullListener;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerConfig;
import dev.parley.server.grpc.ModelsGrpcService;
import dev.parley.server.grpc.RecognitionGrpcService;
import dev.parley.server.grpc.SynthesisGrpcService;
import dev.parley.server.grpc.VoiceGrpcService;
import dev.parley.server.llm.EndOfThought;
import dev.parley.server.session.EndOfTurnModels;
import dev.parley.server.session.Replies;
import dev.parley.server.session.SessionRegistry;
import dev.parley.server.session.SessionResources;
import dev.parley.server.session.SystemClock;
import dev.parley.server.tool.ServerTools;
import dev.parley.server.tool.mcp.McpTools;
import dev.parley.server.wire.SettingsReader;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: the engines, the language models, the sessions and the doors.
///
/// A process that ends while a model computes may crash on its way out, so [#close] comes first; in
/// a shutdown hook it comes too late, because ONNX Runtime frees everything in one of its own.
public final class VoiceServer implements AutoCloseable {
  /// The version that the server reports.
  public static final String VERSION = "0.1.0";

  private static final Logger LOG = LoggerFactory.getLogger(VoiceServer.class);
  private static final int MAX_MESSAGE_BYTES = 4 << 20;

  private final ServerConfig config;
  private final Engines engines;
  private final LanguageModels models;
  private final ServerTools tools;
  private final SpeechSynthesizer synthesizer;
  private final SystemClock clock = new SystemClock();
  private final SessionRegistry sessions;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
  private final Server grpc;

  private VoiceServer(
      ServerConfig config,
      Engines engines,
      LanguageModels models,
      ServerTools tools,
      PronunciationLexicon lexicon) {
    this.config = config;
    this.engines = engines;
    this.models = models;
    this.tools = tools;
    this.synthesizer =
        engines.synthesizer(config.conversation().voice(), config.speech().phraseCache());
    SettingsReader settings =
        new SettingsReader(
            config.conversation(),
            synthesizer,
            engines.recognizer().languages(),
            config.routes().keySet(),
            checked(lexicon, synthesizer));
    Replies replies = new Replies(models, synthesizer, tools, config.conversation().maxTokens());
    SessionResources resources =
        new SessionResources(
            engines.recognizer(),
            engines.voiceActivity(),
            new EndOfTurnModels(
                engines.endOfTurn(),
                config.conversation().judgeWords() ? models.endOfThought() : EndOfThought.UNKNOWN),
            replies,
            settings,
            clock,
            config.sessions().idle(),
            config.sessions().resumeWindow());
    this.sessions = new SessionRegistry(resources, config.sessions().maximum());
    this.grpc =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(config.grpc().address(), config.grpc().port()))
            .executor(callbacks)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            // A client whose machine is gone says nothing; this is how it is noticed.
            .keepAliveTime(10, TimeUnit.SECONDS)
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addService(new VoiceGrpcService(sessions, settings))
            .addService(new RecognitionGrpcService(resources, sessions))
            .addService(new SynthesisGrpcService(synthesizer, settings, sessions, clock))
            .addService(
                new ModelsGrpcService(
                    VERSION,
                    engines.runtime().accelerator().toString(),
                    engines.store(),
                    settings,
                    sessions))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
  }

  /// Loads everything, pulling models that are missing, and opens the doors.
  ///
  /// @param listener follows the download of models
  /// @throws ServerStartException if a door cannot be opened
  /// @throws dev.parley.inference.store.ModelUnavailableException if a model cannot be had
  public static VoiceServer start(ServerConfig config, ModelStore store, PullListener listener) {
    PronunciationLexicon lexicon = config.speech().pronunciations();
    List<String> needed =
        new ArrayList<>(Engines.models(config.inference(), config.conversation().voice(), store));
    needed.addAll(LanguageModels.models(config));
    store.pull(needed, listener);
    Engines engines = Engines.open(config.inference(), store, listener);
    try {
      return open(config, engines, LanguageModels.load(config, engines), lexicon);
    } catch (RuntimeException e) {
      engines.close();
      throw e;
    }
  }

  private static VoiceServer open(
      ServerConfig config, Engines engines, LanguageModels models, PronunciationLexicon lexicon) {
    ServerTools tools = McpTools.connect(config.tools().mcp());
    try {
      VoiceServer server = new VoiceServer(config, engines, models, tools, lexicon);
      server.listen();
      return server;
    } catch (RuntimeException e) {
      tools.close();
      models.close();
      throw e;
    }
  }

  /// The default voice must be able to say all of the server's lexicon.
  private static PronunciationLexicon checked(
      PronunciationLexicon lexicon, SpeechSynthesizer synthesizer) {
    if (!lexicon.isEmpty()) {
      try {
        lexicon.require(synthesizer.phonemes(synthesizer.voices().getFirst()));
      } catch (IllegalArgumentException e) {
        throw new ConfigException("The configuration's 'speech.lexicon': " + e.getMessage());
      }
    }
    return lexicon;
  }

  private void listen() {
    try {
      grpc.start();
    } catch (IOException e) {
      close();
      throw new ServerStartException(
          "Port %d of %s cannot be opened (%s); stop what uses it or set grpc.port to another one."
              .formatted(
                  config.grpc().port(),
                  config.grpc().address(),
                  e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    }
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    LOG.info("listening on {}:{}", config.grpc().address(), grpcPort());
  }

  /// The port of the gRPC door, also when any free one was asked for.
  public int grpcPort() {
    return grpc.getPort();
  }

  /// What the server chose, a line each, without secrets.
  public List<String> report() {
    List<String> lines = new ArrayList<>();
    lines.add("gRPC        %s:%d".formatted(config.grpc().address(), grpcPort()));
    lines.add(
        "accelerator %s (%s), ONNX Runtime %s, %d threads"
            .formatted(
                engines.runtime().accelerator(),
                engines.runtime().reason(),
                engines.runtime().version(),
                config.inference().threads()));
    lines.add("hears with  " + engines.recognizer().name());
    lines.add(
        "speaks with "
            + String.join(
                ", ",
                synthesizer.voices().stream()
                    .map(voice -> "%s (%s)".formatted(voice.name(), voice.language()))
                    .toList()));
    config
        .routes()
        .forEach(
            (route, providers) ->
                lines.add("route       %s: %s".formatted(route, models.describe(providers))));
    config
        .tools()
        .mcp()
        .forEach(
            server -> lines.add("tools       %s at %s".formatted(server.name(), server.url())));
    lines.add("sessions    at most " + config.sessions().maximum());
    return lines;
  }

  /// Refuses new sessions, lets the running ones finish for the configured drain time, ends the
  /// rest, and frees everything. Safe to call twice.
  @Override
  public void close() {
    health.enterTerminalState();
    grpc.shutdown();
    try {
      sessions.drain(config.sessions().drain());
      // The clients still have to be told why their calls end.
      if (!grpc.awaitTermination(1, TimeUnit.SECONDS)) {
        grpc.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      grpc.shutdownNow();
      Thread.currentThread().interrupt();
    }
    callbacks.shutdownNow();
    tools.close();
    models.close();
    engines.close();
    clock.close();
  }
}
