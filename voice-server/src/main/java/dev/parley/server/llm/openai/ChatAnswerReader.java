package dev.parley.server.llm.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.remote.AnswerReader;
import dev.parley.server.llm.remote.RemoteAnswer;
import dev.parley.server.llm.remote.RemoteFailures;
import dev.parley.server.llm.remote.ThinkTags;
import dev.parley.server.llm.remote.Thoughts;
import dev.parley.server.llm.remote.ToolCallPieces;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one answer of chat completions.
final class ChatAnswerReader implements AnswerReader {
  /// Where thoughts come in, if the server takes them out of the text: the name of most, and the
  /// newer one of vLLM and Ollama.
  private static final List<String> THOUGHT_FIELDS = List.of("reasoning_content", "reasoning");

  private final OpenAIClient client;
  private final ChatCompletionCreateParams request;
  private final String provider;
  private final RemoteFailures failures;
  private final boolean callsTools;

  private final ThinkTags tags = new ThinkTags();
  private final ToolCallPieces calls;
  private final StringBuilder thoughts = new StringBuilder();
  private TokenUsage usage = new TokenUsage(0, 0);
  private @Nullable Reason reason;

  /// @param callsTools whether tool calls are taken
  ChatAnswerReader(
      OpenAIClient client,
      ChatCompletionCreateParams request,
      String provider,
      RemoteFailures failures,
      boolean callsTools) {
    this.client = client;
    this.request = request;
    this.provider = provider;
    this.failures = failures;
    this.callsTools = callsTools;
    this.calls = new ToolCallPieces(failures);
  }

  @Override
  public End read(RemoteAnswer answer) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(request)) {
      answer.connected(stream::close);
      Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
      while (chunks.hasNext()) {
        take(chunks.next(), answer);
      }
    } catch (RuntimeException e) {
      throw new OpenAiFailures(failures).of(e);
    }
    answer.token(tags.rest());
    if (reason == null) {
      throw failures.brokenOff();
    }
    if (!calls.isEmpty()) {
      answer.toolCalls(calls.all(Thoughts.keep(provider, thoughts.toString())));
    }
    return new End(reason, usage);
  }

  private void take(ChatCompletionChunk chunk, RemoteAnswer answer) {
    chunk._usage().asKnown().ifPresent(reported -> usage = ChatUsage.read(reported));
    for (Choice choice : chunk._choices().asKnown().orElse(List.of())) {
      Choice.Delta delta = choice.delta();
      thoughts(delta, answer);
      content(delta._content(), answer);
      delta._refusal().asKnown().ifPresent(answer::token);
      if (callsTools) {
        delta._toolCalls().asKnown().ifPresent(pieces -> pieces.forEach(p -> call(p, answer)));
      }
      choice._finishReason().asKnown().ifPresent(finish -> reason = reason(finish.toString()));
    }
  }

  private void thoughts(Choice.Delta delta, RemoteAnswer answer) {
    Map<String, JsonValue> more = delta._allProperties();
    for (String field : THOUGHT_FIELDS) {
      JsonField<?> value = more.get(field);
      String thought = value == null ? "" : value.asString().orElse("");
      if (!thought.isEmpty()) {
        if (callsTools) {
          thoughts.append(thought);
        }
        answer.thinking();
        return;
      }
    }
  }

  /// A text, or a list of parts of which some are thoughts, as Mistral writes them.
  private void content(JsonField<String> content, RemoteAnswer answer) {
    Optional<String> text = content.asKnown();
    if (text.isPresent()) {
      text(text.get(), answer);
      return;
    }
    JsonField<?> list = content;
    list.asArray().ifPresent(parts -> parts.forEach(part -> part(part, answer)));
  }

  private void part(JsonField<?> part, RemoteAnswer answer) {
    Map<String, JsonValue> fields = part.asObject().orElse(Map.of());
    JsonField<?> text = fields.get("text");
    if (fields.containsKey("thinking")) {
      answer.thinking();
    } else if (text != null) {
      text.asString().ifPresent(words -> text(words, answer));
    }
  }

  private void text(String piece, RemoteAnswer answer) {
    if (piece.isEmpty()) {
      return;
    }
    boolean thought = tags.isThinking();
    String text = tags.text(piece);
    if (thought || tags.isThinking()) {
      answer.thinking();
    }
    answer.token(text);
  }

  private void call(Choice.Delta.ToolCall piece, RemoteAnswer answer) {
    Optional<Choice.Delta.ToolCall.Function> function = piece._function().asKnown();
    answer.toolCallPiece(
        calls.add(
            piece._index().asKnown().orElse(ToolCallPieces.NO_INDEX),
            piece._id().asKnown().orElse(""),
            function.flatMap(named -> named._name().asKnown()).orElse(""),
            function.flatMap(named -> named._arguments().asKnown()).orElse("")));
  }

  private static Reason reason(String finish) {
    return switch (finish) {
      case "length" -> Reason.LENGTH;
      case "content_filter" -> Reason.WITHHELD;
      default -> Reason.DONE;
    };
  }
}
