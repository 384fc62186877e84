package dev.parley.server.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.core.Timeout;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A model behind OpenAI's Chat Completions interface: OpenAI itself, vLLM, Ollama, llama-server
/// and most hosted models.
///
/// Each answer is read on a virtual thread of its own, as fast as its sink takes it. Nothing is
/// tried twice: whether another attempt or another provider is better, only the router knows.
/// Cancelling an answer closes its connection, so that the server stops computing.
public final class OpenAiLlmClient implements LlmClient {
  private final OpenAiSettings settings;
  private final OpenAiFailures failures;
  private final OpenAIClient client;
  private final Set<OpenAiGeneration> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// Connects to nothing yet, but loads the classes of the library, which would otherwise cost the
  /// first answer most of its deadline.
  public OpenAiLlmClient(OpenAiSettings settings) {
    this.settings = settings;
    this.failures = new OpenAiFailures(settings);
    OpenAIOkHttpClient.Builder builder =
        OpenAIOkHttpClient.builder()
            .baseUrl(settings.baseUrl().toString())
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
    if (settings.apiKey().isEmpty()) {
      builder.removeHeaders("Authorization");
    }
    this.client = builder.build();
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
  public Generation generate(Prompt prompt, TokenSink sink) {
    OpenAiGeneration generation =
        new OpenAiGeneration(
            client,
            request(prompt),
            prompt.tools().isEmpty() ? null : new ToolCallPieces(failures),
            sink,
            failures,
            running::remove);
    running.add(generation);
    if (closed) {
      running.remove(generation);
      generation.refuse(failures.closed());
    } else {
      generation.start();
    }
    return generation;
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(OpenAiGeneration::cancel);
    client.close();
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
      mapper.writeValueAsBytes(request(prompt)._body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("The library does not know its own messages.", e);
    }
  }

  private ChatCompletionCreateParams request(Prompt prompt) {
    ChatCompletionCreateParams.Builder request =
        ChatMessages.write(prompt)
            .model(settings.model())
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    settings.temperature().ifPresent(request::temperature);
    request.putAdditionalBodyProperty(lengthField(), JsonValue.from(prompt.maxTokens()));
    return request.build();
  }

  /// OpenAI's newer models refuse the old name of the limit, and other servers ignore the new one.
  private String lengthField() {
    String host = settings.baseUrl().getHost();
    return host.endsWith(".openai.com") || host.endsWith(".openai.azure.com")
        ? "max_completion_tokens"
        : "max_tokens";
  }
}
