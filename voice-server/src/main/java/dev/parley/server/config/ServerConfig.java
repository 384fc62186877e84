package dev.parley.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.asr.stream.WhisperRecognizer;
import dev.parley.server.llm.Prompt;
import dev.parley.server.turn.Eagerness;
import dev.parley.server.turn.TurnDetection;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that can be configured. What a file leaves out has the default of [#DEFAULT].
///
/// @param grpc the gRPC door
/// @param inference what runs the models
/// @param sessions how many sessions and how long
/// @param conversation the defaults of a session, which its client may change
/// @param speech how the voices speak
/// @param tools what the server can call for the language model
/// @param providers the language models, by the name that routes and reports use
/// @param routes lists of providers, by name, the first is asked first; `default` must be there
public record ServerConfig(
    GrpcSettings grpc,
    InferenceSettings inference,
    SessionLimits sessions,
    ConversationDefaults conversation,
    SpeechSettings speech,
    ToolSettings tools,
    Map<String, ProviderSettings> providers,
    Map<String, List<String>> routes) {

  /// The route that a session takes if it names none.
  public static final String DEFAULT_ROUTE = "default";

  private static final Map<String, ProviderSettings> EMBEDDED_ONLY =
      Map.of("embedded", ProviderSettings.of(ProviderType.EMBEDDED, null, null, null));

  public static final ServerConfig DEFAULT =
      new ServerConfig(null, null, null, null, null, null, null, null);

  public ServerConfig(
      @Nullable GrpcSettings grpc,
      @Nullable InferenceSettings inference,
      @Nullable SessionLimits sessions,
      @Nullable ConversationDefaults conversation,
      @Nullable SpeechSettings speech,
      @Nullable ToolSettings tools,
      @Nullable Map<String, ProviderSettings> providers,
      @Nullable Map<String, List<String>> routes) {
    this.grpc = grpc == null ? new GrpcSettings(null, null) : grpc;
    this.inference =
        inference == null ? new InferenceSettings(null, null, null, null, null) : inference;
    this.sessions = sessions == null ? new SessionLimits(null, null, null, null) : sessions;
    this.conversation = conversation == null ? ConversationDefaults.DEFAULT : conversation;
    this.speech = speech == null ? new SpeechSettings(null, null, null) : speech;
    this.tools = tools == null ? ToolSettings.NONE : tools;
    this.providers =
        providers == null || providers.isEmpty()
            ? EMBEDDED_ONLY
            : Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    this.routes =
        routes == null || routes.isEmpty()
            ? Map.of(DEFAULT_ROUTE, List.copyOf(this.providers.keySet()))
            : Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    this.providers.forEach((name, provider) -> provider.check(name));
    validateRoutes();
  }

  private void validateRoutes() {
    Require.that(
        routes.containsKey(DEFAULT_ROUTE),
        "routes",
        "needs a route named 'default', which sessions take that name none");
    routes.forEach(
        (name, chain) -> {
          Require.that(!chain.isEmpty(), "routes." + name, "needs at least one provider");
          for (String provider : chain) {
            Require.that(
                providers.containsKey(provider),
                "routes." + name,
                "names the provider '%s', which is not under 'providers' (%s)"
                    .formatted(provider, String.join(", ", providers.keySet())));
          }
        });
  }

  /// The gRPC door.
  ///
  /// @param address the address to listen on; the default takes connections from this machine only
  /// @param port 0 takes any free one
  public record GrpcSettings(String address, Integer port) {
    public GrpcSettings(@Nullable String address, @Nullable Integer port) {
      this.address = address == null ? "127.0.0.1" : address;
      this.port = Require.within("grpc.port", port == null ? 50_051 : port, 0, 65_535);
    }
  }

  /// What runs the models.
  ///
  /// @param accelerator `auto`, `cpu`, `cuda`, `tensorrt` or `coreml`
  /// @param threads compute threads of a run; the default is one per processor
  /// @param model the transcription model, a name from `parley models list`
  /// @param precision of the transcription model's weights: `int8` or `float32`
  /// @param windowMargin silence that the recogniser adds to the speech it decodes; 30 s: it always
  ///     decodes whole windows
  public record InferenceSettings(
      String accelerator,
      Integer threads,
      String model,
      String precision,
      @JsonProperty("window_margin") Duration windowMargin) {
    public InferenceSettings(
        @Nullable String accelerator,
        @Nullable Integer threads,
        @Nullable String model,
        @Nullable String precision,
        @Nullable Duration windowMargin) {
      this.accelerator = accelerator == null ? "auto" : accelerator;
      this.threads =
          Require.within(
              "inference.threads",
              threads == null ? Runtime.getRuntime().availableProcessors() : threads,
              1,
              256);
      this.model = model == null ? "whisper-base" : model;
      this.precision = precision == null ? "int8" : precision;
      this.windowMargin =
          Require.within(
              "inference.window_margin",
              windowMargin == null ? WhisperRecognizer.WINDOW_MARGIN : windowMargin,
              Duration.ZERO,
              Duration.ofSeconds(30));
    }
  }

  /// How many sessions there may be, and how long one lives without its client.
  ///
  /// @param maximum sessions at once; further ones are refused
  /// @param idle a session whose client sends nothing for so long is ended
  /// @param drain how long a stopping server lets running sessions finish
  /// @param resumeWindow how long a session waits for a client whose line broke; zero: it ends
  public record SessionLimits(
      Integer maximum,
      Duration idle,
      Duration drain,
      @JsonProperty("resume_window") Duration resumeWindow) {
    public SessionLimits(
        @Nullable Integer maximum,
        @Nullable Duration idle,
        @Nullable Duration drain,
        @Nullable Duration resumeWindow) {
      this.maximum = Require.within("sessions.maximum", maximum == null ? 16 : maximum, 1, 100_000);
      this.idle =
          Require.within(
              "sessions.idle",
              idle == null ? Duration.ofMinutes(5) : idle,
              Duration.ofSeconds(1),
              Duration.ofDays(1));
      this.drain =
          Require.within(
              "sessions.drain",
              drain == null ? Duration.ofSeconds(2) : drain,
              Duration.ZERO,
              Duration.ofHours(1));
      this.resumeWindow =
          Require.within(
              "sessions.resume_window",
              resumeWindow == null ? Duration.ofSeconds(60) : resumeWindow,
              Duration.ZERO,
              Duration.ofHours(1));
    }
  }

  /// What a session starts with.
  ///
  /// @param voice a name from `parley speak --voice list`
  /// @param systemPrompt instructions for the language model
  /// @param detection how the end of a turn is found: `semantic` or `silence`
  /// @param judgeWords whether the embedded model judges the words before a pause; without it their
  ///     sound and their last word decide
  /// @param eagerness how soon a pause is taken for the end: `low`, `medium` or `high`
  /// @param anticipation whether replies are prepared before the turn has surely ended
  /// @param silence of the person that ends their turn, if silence alone decides
  /// @param preRoll audio that is kept from before the detected start of speech
  /// @param speechThreshold probability above which a frame counts as speech
  /// @param interruptible whether speech stops a spoken reply
  /// @param maxTokens length limit of an answer
  /// @param interruption what stops a reply
  /// @param prompts what is said when the conversation falters
  public record ConversationDefaults(
      String voice,
      @JsonProperty("system_prompt") String systemPrompt,
      TurnDetection detection,
      @JsonProperty("judge_words") Boolean judgeWords,
      Eagerness eagerness,
      Boolean anticipation,
      Duration silence,
      @JsonProperty("pre_roll") Duration preRoll,
      @JsonProperty("speech_threshold") Double speechThreshold,
      Boolean interruptible,
      @JsonProperty("max_tokens") Integer maxTokens,
      InterruptionDefaults interruption,
      PromptDefaults prompts) {

    public static final ConversationDefaults DEFAULT =
        new ConversationDefaults(
            null, null, null, null, null, null, null, null, null, null, null, null, null);

    public ConversationDefaults(
        @Nullable String voice,
        @Nullable String systemPrompt,
        @Nullable TurnDetection detection,
        @Nullable Boolean judgeWords,
        @Nullable Eagerness eagerness,
        @Nullable Boolean anticipation,
        @Nullable Duration silence,
        @Nullable Duration preRoll,
        @Nullable Double speechThreshold,
        @Nullable Boolean interruptible,
        @Nullable Integer maxTokens,
        @Nullable InterruptionDefaults interruption,
        @Nullable PromptDefaults prompts) {
      this.voice = voice == null ? "heart" : voice;
      this.detection = detection == null ? TurnDetection.SEMANTIC : detection;
      this.judgeWords = judgeWords == null || judgeWords;
      this.eagerness = eagerness == null ? Eagerness.MEDIUM : eagerness;
      this.anticipation = anticipation == null || anticipation;
      this.interruption = interruption == null ? InterruptionDefaults.DEFAULT : interruption;
      this.prompts = prompts == null ? PromptDefaults.DEFAULT : prompts;
      this.systemPrompt = systemPrompt == null ? Prompt.DEFAULT_SYSTEM : systemPrompt;
      this.silence =
          Require.within(
              "conversation.silence",
              silence == null ? Duration.ofMillis(600) : silence,
              Duration.ofMillis(100),
              Duration.ofSeconds(5));
      this.preRoll =
          Require.within(
              "conversation.pre_roll",
              preRoll == null ? Duration.ofMillis(400) : preRoll,
              Duration.ZERO,
              Duration.ofSeconds(2));
      this.speechThreshold =
          Require.within(
              "conversation.speech_threshold",
              speechThreshold == null ? 0.5 : speechThreshold,
              0.05,
              0.95);
      this.interruptible = interruptible == null || interruptible;
      this.maxTokens =
          Require.within("conversation.max_tokens", maxTokens == null ? 200 : maxTokens, 1, 4096);
    }
  }
}
