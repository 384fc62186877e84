package dev.parley.server;

import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.ProviderType;
import dev.parley.server.config.ServerConfig;
import dev.parley.server.llm.EndOfThought;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.LlmRouter;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.embedded.EmbeddedLlmClient;
import dev.parley.server.llm.embedded.EmbeddedSettings;
import dev.parley.server.session.AnswerSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The configured language models, loaded, behind the routes.
final class LanguageModels implements AnswerSource, AutoCloseable {
  private static final String EMBEDDED_MODEL = "smollm2-135m";
  private static final String EMBEDDED_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf";

  private final Map<String, LlmClient> clients;
  private final Map<String, List<String>> routes;
  private final LlmRouter router;

  /// Judges words.
  private final @Nullable EmbeddedLlmClient embedded;

  private LanguageModels(
      Map<String, LlmClient> clients,
      @Nullable EmbeddedLlmClient embedded,
      Map<String, List<String>> routes) {
    this.clients = clients;
    this.embedded = embedded;
    this.routes = routes;
    Map<String, List<LlmClient>> chains = new LinkedHashMap<>();
    routes.forEach(
        (route, providers) -> chains.put(route, providers.stream().map(this::client).toList()));
    this.router = new LlmRouter(chains, LlmRouter.FIRST_TOKEN_DEADLINE, LlmRouter.Timer.realTime());
  }

  /// The models of the store that the configured providers and the end of turns need.
  static List<String> models(ServerConfig config) {
    return needsEmbedded(config) ? List.of(EMBEDDED_MODEL) : List.of();
  }

  private static boolean needsEmbedded(ServerConfig config) {
    return config.conversation().judgeWords()
        || config.providers().values().stream()
            .anyMatch(each -> each.type() == ProviderType.EMBEDDED);
  }

  /// Makes a client for every provider; loads the embedded model, once, if anything needs it.
  ///
  /// @param engines where the embedded model computes, beside what hears and speaks; closed after
  ///     the models
  /// @throws ConfigException if a provider's settings cannot work
  static LanguageModels load(ServerConfig config, Engines engines) {
    Map<String, LlmClient> clients = new LinkedHashMap<>();
    EmbeddedLlmClient embedded = needsEmbedded(config) ? embedded(engines) : null;
    try {
      config
          .providers()
          .forEach((name, settings) -> clients.put(name, client(name, settings, embedded)));
      return new LanguageModels(clients, embedded, config.routes());
    } catch (RuntimeException e) {
      clients.values().forEach(LlmClient::close);
      if (embedded != null) {
        embedded.close();
      }
      throw e;
    }
  }

  /// Judges words with the embedded model; knows nothing without it.
  EndOfThought endOfThought() {
    return embedded == null ? EndOfThought.UNKNOWN : embedded.endOfThought();
  }

  @Override
  public Generation generate(
      String route, Prompt prompt, TokenSink sink, ProviderListener listener) {
    listener.providerChosen("", routes.getOrDefault(route, List.of("")).getFirst(), "");
    return router.generate(
        route,
        prompt,
        sink,
        change ->
            listener.providerChosen(
                change.from(), change.to(), String.valueOf(change.cause().getMessage())));
  }

  @Override
  public boolean callsTools(String route) {
    return routes.getOrDefault(route, List.of()).stream()
        .anyMatch(name -> client(name).callsTools());
  }

  /// The providers of a route with their models, for the start-up report.
  String describe(List<String> providers) {
    return providers.stream()
        .map(name -> "%s (%s)".formatted(name, client(name).model()))
        .collect(Collectors.joining(", then "));
  }

  @Override
  public void close() {
    router.close();
    clients.values().forEach(LlmClient::close);
    if (embedded != null) {
      embedded.close();
    }
  }

  private LlmClient client(String name) {
    LlmClient client = clients.get(name);
    if (client == null) {
      throw new IllegalArgumentException("There is no provider '%s'.".formatted(name));
    }
    return client;
  }

  private static LlmClient client(
      String name, ProviderSettings settings, @Nullable EmbeddedLlmClient embedded) {
    return settings.type() == ProviderType.EMBEDDED
        ? Objects.requireNonNull(embedded)
        : RemoteModels.open(name, settings);
  }

  private static EmbeddedLlmClient embedded(Engines engines) {
    return EmbeddedLlmClient.load(
        EmbeddedSettings.of(engines.store().obtain(EMBEDDED_MODEL).resolve(EMBEDDED_FILE)),
        engines.runtime(),
        engines.executor());
  }
}
