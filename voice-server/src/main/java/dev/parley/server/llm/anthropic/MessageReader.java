package dev.parley.server.llm.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.RawContentBlockDeltaEvent;
import com.anthropic.models.messages.RawContentBlockStartEvent;
import com.anthropic.models.messages.RawMessageDeltaEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.remote.AnswerReader;
import dev.parley.server.llm.remote.RemoteAnswer;
import dev.parley.server.llm.remote.RemoteFailures;
import dev.parley.server.llm.remote.Thoughts;
import dev.parley.server.llm.remote.ToolCallPieces;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Reads one answer of the Messages interface.
final class MessageReader implements AnswerReader {
  private final AnthropicClient client;
  private final MessageCreateParams request;
  private final String provider;
  private final RemoteFailures failures;
  private final boolean callsTools;

  private final ThoughtBlocks thoughts = new ThoughtBlocks();
  private final ToolCallPieces calls;
  private TokenUsage usage = new TokenUsage(0, 0);
  private @Nullable Reason reason;
  private boolean stopped;

  /// @param callsTools whether tool calls are taken
  MessageReader(
      AnthropicClient client,
      MessageCreateParams request,
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
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(request)) {
      answer.connected(stream::close);
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      while (events.hasNext()) {
        take(events.next(), answer);
      }
    } catch (RuntimeException e) {
      throw new AnthropicFailures(failures).of(e);
    }
    if (reason == null || !stopped) {
      throw failures.brokenOff();
    }
    if (!calls.isEmpty()) {
      answer.toolCalls(calls.all(Thoughts.keep(provider, thoughts.write())));
    }
    return new End(reason, usage);
  }

  private void take(RawMessageStreamEvent event, RemoteAnswer answer) {
    event.messageStart().ifPresent(start -> usage = read(start.message().usage()));
    event.contentBlockStart().ifPresent(start -> begin(start, answer));
    event.contentBlockDelta().ifPresent(delta -> goOn(delta, answer));
    event.contentBlockStop().ifPresent(_ -> thoughts.end());
    event.messageDelta().ifPresent(this::end);
    stopped |= event.isMessageStop();
  }

  private void begin(RawContentBlockStartEvent start, RemoteAnswer answer) {
    RawContentBlockStartEvent.ContentBlock block = start.contentBlock();
    block.text().ifPresent(text -> answer.token(text.text()));
    block.thinking().ifPresent(_ -> answer.thinking());
    block
        .redactedThinking()
        .ifPresent(
            redacted -> {
              thoughts.redacted(redacted.data());
              answer.thinking();
            });
    if (callsTools) {
      block
          .toolUse()
          .ifPresent(
              use -> answer.toolCallPiece(calls.add(start.index(), use.id(), use.name(), "")));
    }
  }

  private void goOn(RawContentBlockDeltaEvent event, RemoteAnswer answer) {
    event.delta().text().ifPresent(text -> answer.token(text.text()));
    event
        .delta()
        .thinking()
        .ifPresent(
            thinking -> {
              thoughts.text(thinking.thinking());
              answer.thinking();
            });
    event.delta().signature().ifPresent(signature -> thoughts.signature(signature.signature()));
    if (callsTools) {
      event
          .delta()
          .inputJson()
          .ifPresent(
              json -> answer.toolCallPiece(calls.add(event.index(), "", "", json.partialJson())));
    }
  }

  private void end(RawMessageDeltaEvent event) {
    event._usage().asKnown().ifPresent(reported -> usage = counted(reported));
    event
        .delta()
        ._stopReason()
        .asKnown()
        .ifPresent(
            stop ->
                reason =
                    switch (stop.toString()) {
                      case "max_tokens", "model_context_window_exceeded" -> Reason.LENGTH;
                      case "refusal" -> Reason.WITHHELD;
                      default -> Reason.DONE;
                    });
  }

  /// What is in the cache is not in the count of the input.
  private static TokenUsage read(Usage usage) {
    long cached = usage._cacheReadInputTokens().asKnown().orElse(0L);
    long input =
        usage._inputTokens().asKnown().orElse(0L)
            + usage._cacheCreationInputTokens().asKnown().orElse(0L)
            + cached;
    return new TokenUsage(
        Math.toIntExact(input),
        Math.toIntExact(cached),
        Math.toIntExact(usage._outputTokens().asKnown().orElse(0L)),
        0);
  }

  private TokenUsage counted(MessageDeltaUsage reported) {
    return new TokenUsage(
        usage.input(),
        usage.cachedInput(),
        Math.toIntExact(reported._outputTokens().asKnown().orElse(0L)),
        reported
            ._outputTokensDetails()
            .asKnown()
            .flatMap(details -> details._thinkingTokens().asKnown())
            .map(Math::toIntExact)
            .orElse(0));
  }
}
