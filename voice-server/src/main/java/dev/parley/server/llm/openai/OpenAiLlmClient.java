package dev.parley.server.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.azure.AzureUrlPathMode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.core.Timeout;
import com.openai.models.chat.completions.ChatCompletionChunk;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A model behind OpenAI's Chat Completions interface: OpenAI itself, vLLM, Ollama, llama-server
/// and most hosted models.
///
/// Each answer is read on a virtual thread of its own, as fast as its sink takes it. Cancelling an
/// answer closes its connection, so that the server stops computing.
public final class OpenAiLlmClient implements LlmClient {
  private final RemoteSettings settings;
  private final ChatRequests requests;
  private final RemoteFailures failures;
  private final RemoteAnswers answers;
  private final OpenAIClient client;

  /// Connects to nothing yet, but loads the classes of the library, which would otherwise cost the
  /// first answer most of its deadline.
  ///
  /// @param lab whose dialect the server speaks
  /// @param apiVersion a dated version of Azure's API, with which the model's name is that of a
  ///     deployment in the address; empty for everybody else
  public OpenAiLlmClient(RemoteSettings settings, Lab lab, Optional<String> apiVersion) {
    this.settings =
        settings.at(lab.address(settings.baseUrl(), apiVersion.map(_ -> settings.model())));
    this.requests = new ChatRequests(this.settings, lab.dialect());
    this.failures = new RemoteFailures(this.settings);
    this.answers = new RemoteAnswers(failures);
    this.client = connect(lab.dialect(), apiVersion);
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
        new ChatAnswerReader(
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

  private OpenAIClient connect(ChatDialect dialect, Optional<String> apiVersion) {
    OpenAIOkHttpClient.Builder builder =
        OpenAIOkHttpClient.builder()
            .baseUrl(settings.baseUrl().toString())
            // The whole address is known here.
            .azureUrlPathMode(AzureUrlPathMode.UNIFIED)
            // The library insists on a key; without one, no header is sent.
            .apiKey(settings.apiKey().orElse("none"))
            .maxRetries(0)
            .timeout(
                Timeout.builder()
                    .connect(settings.timeout())
                    .read(settings.timeout())
                    .write(settings.timeout())
                    .request(Duration.ZERO)
                    .build());
    if (settings.apiKey().isEmpty() || !dialect.keyHeader().isEmpty()) {
      builder.removeHeaders("Authorization");
    }
    if (!dialect.keyHeader().isEmpty()) {
      settings.apiKey().ifPresent(key -> builder.putHeader(dialect.keyHeader(), key));
    }
    if (!settings.keepsConnections()) {
      builder.maxIdleConnections(0).keepAliveDuration(Duration.ofSeconds(1));
    }
    settings.headers().forEach(builder::replaceHeaders);
    apiVersion.ifPresent(version -> builder.putQueryParam("api-version", version));
    return builder.build();
  }

  private void warmUp() {
    String chunk =
        """
        {"id": "", "created": 0, "model": "", "object": "chat.completion.chunk", "choices":
        [{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}}
        """;
    Prompt prompt =
        new Prompt(
            Prompt.DEFAULT_SYSTEM,
            List.of(
                new Message.User(""),
                new Message.ToolCalls("", List.of(new ToolCall("", "", "{}"))),
                new Message.ToolResult("", "")),
            1,
            List.of(new ToolDefinition("a", "", "{}")));
    try {
      JsonMapper mapper = ObjectMappers.jsonMapper();
      mapper.readValue(chunk, ChatCompletionChunk.class).validate();
      mapper.writeValueAsBytes(requests.write(prompt)._body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("The library does not know its own messages.", e);
    }
  }
}
