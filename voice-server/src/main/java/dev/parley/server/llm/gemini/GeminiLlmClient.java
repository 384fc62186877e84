package dev.parley.server.llm.gemini;

import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.remote.RemoteAnswers;
import dev.parley.server.llm.remote.RemoteFailures;
import dev.parley.server.llm.remote.RemoteSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/// A Gemini model behind Google's REST interface `streamGenerateContent`.
///
/// Each answer is read on a virtual thread of its own, as fast as its sink takes it. Cancelling an
/// answer closes its connection or, with HTTP/2, its stream.
public final class GeminiLlmClient implements LlmClient {
  /// Where Google serves the models.
  public static final URI BASE_URL = URI.create("https://generativelanguage.googleapis.com/v1beta");

  /// What `reasoning_effort` may be.
  public static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high");

  private final RemoteSettings settings;
  private final GeminiRequests requests;
  private final RemoteFailures failures;
  private final RemoteAnswers answers;
  private final HttpClient client;

  /// Connects to nothing yet, but loads the classes that the first answer needs.
  public GeminiLlmClient(RemoteSettings settings) {
    this.settings = settings;
    this.requests = new GeminiRequests(settings);
    this.failures = new RemoteFailures(settings);
    this.answers = new RemoteAnswers(failures);
    this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    var _ = requests.write(new Prompt("", List.of(new Message.User("")), 1));
  }

  @Override
  public String provider() {
    return settings.provider();
  }

  @Override
  public String model() {
    return settings.model();
  }

  @Override
  public Duration thinkingDeadline() {
    return settings.thinkingDeadline();
  }

  @Override
  public Generation generate(Prompt prompt, TokenSink sink) {
    return answers.start(
        sink,
        new GeminiAnswerReader(
            client, requests.write(prompt), settings, failures, !prompt.tools().isEmpty()));
  }

  @Override
  public void close() {
    answers.close();
    client.shutdownNow();
  }
}
