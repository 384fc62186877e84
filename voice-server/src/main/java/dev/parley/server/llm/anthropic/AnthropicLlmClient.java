package dev.parley.server.llm.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.Timeout;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.llm.remote.RemoteAnswers;
import dev.parley.server.llm.remote.RemoteFailures;
import dev.parley.server.llm.remote.RemoteSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A Claude model behind Anthropic's Messages interface.
///
/// Each answer is read on a virtual thread of its own, as fast as its sink takes it. Cancelling an
/// answer closes its connection, so that the server stops computing.
public final class AnthropicLlmClient implements LlmClient {
  /// Where Anthropic serves the models.
  public static final URI BASE_URL = URI.create("https://api.anthropic.com");

  /// What `reasoning_effort` may be.
  public static final List<String> EFFORTS =
      List.of("none", "low", "medium", "high", "xhigh", "max");

  private final RemoteSettings settings;
  private final MessageRequests requests;
  private final RemoteFailures failures;
  private final RemoteAnswers answers;
  private final AnthropicClient client;

  /// Connects to nothing yet, but loads the classes of the library, which would otherwise cost the
  /// first answer most of its deadline.
  ///
  /// @throws IllegalArgumentException if there is no API key
  public AnthropicLlmClient(RemoteSettings settings) {
    this.settings = settings;
    this.requests = new MessageRequests(settings);
    this.failures = new RemoteFailures(settings);
    this.answers = new RemoteAnswers(failures);
    this.client = connect();
    warmUp();
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
        new MessageReader(
            client,
            requests.write(prompt),
            settings.provider(),
            failures,
            !prompt.tools().isEmpty()));
  }

  @Override
  public void close() {
    answers.close();
    client.close();
  }

  private AnthropicClient connect() {
    AnthropicOkHttpClient.Builder builder =
        AnthropicOkHttpClient.builder()
            .baseUrl(settings.baseUrl().toString())
            .apiKey(
                settings
                    .apiKey()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "Anthropic's library needs an API key. Set api_key.")))
            .maxRetries(0)
            .timeout(
                Timeout.builder()
                    .connect(settings.timeout())
                    .read(settings.timeout())
                    .write(settings.timeout())
                    .request(Duration.ZERO)
                    .build());
    if (!settings.keepsConnections()) {
      builder.maxIdleConnections(0).keepAliveDuration(Duration.ofSeconds(1));
    }
    settings.headers().forEach(builder::replaceHeaders);
    return builder.build();
  }

  private void warmUp() {
    String event =
        """
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": ""}}
        """;
    Prompt prompt =
        new Prompt(
            Prompt.DEFAULT_SYSTEM,
            List.of(
                new Message.User("a"),
                new Message.ToolCalls("", List.of(new ToolCall("a", "a", "{}"))),
                new Message.ToolResult("a", "a")),
            1,
            List.of(new ToolDefinition("a", "a", "{}")));
    try {
      JsonMapper mapper = ObjectMappers.jsonMapper();
      mapper.readValue(event, RawMessageStreamEvent.class).validate();
      mapper.writeValueAsBytes(requests.write(prompt)._body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("The library does not know its own messages.", e);
    }
  }
}
