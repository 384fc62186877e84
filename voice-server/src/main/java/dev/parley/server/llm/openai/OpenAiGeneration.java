package dev.parley.server.llm.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.TokenUsage;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One answer, read from its connection by a virtual thread of its own.
///
/// To stop a read, its thread is interrupted, which closes the socket even while the server has not
/// answered yet. While the sink has the thread, it is left alone and the connection is closed from
/// elsewhere.
final class OpenAiGeneration implements Generation {
  private static final Logger LOG = LoggerFactory.getLogger(OpenAiGeneration.class);

  private enum Phase {
    /// The thread waits for the server.
    READING,
    /// The sink has the thread.
    DELIVERING,
    /// Nothing more is wanted or comes.
    ENDED
  }

  private final OpenAIClient client;
  private final ChatCompletionCreateParams request;
  private final @Nullable ToolCallPieces calls;
  private final TokenSink sink;
  private final OpenAiFailures failures;
  private final Consumer<OpenAiGeneration> onEnd;
  private final Thread thread;

  /// Guards the two fields below.
  private final Object lock = new Object();

  private Phase phase = Phase.READING;
  private @Nullable StreamResponse<ChatCompletionChunk> response;

  /// @param calls joins the tool calls of this answer; null if it may have none
  OpenAiGeneration(
      OpenAIClient client,
      ChatCompletionCreateParams request,
      @Nullable ToolCallPieces calls,
      TokenSink sink,
      OpenAiFailures failures,
      Consumer<OpenAiGeneration> onEnd) {
    this.client = client;
    this.request = request;
    this.calls = calls;
    this.sink = sink;
    this.failures = failures;
    this.onEnd = onEnd;
    this.thread = Thread.ofVirtual().name("openai-llm-answer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Fails without asking the server.
  void refuse(LlmException failure) {
    Thread.ofVirtual().name("openai-llm-answer").start(() -> fail(failure));
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      StreamResponse<ChatCompletionChunk> connection = response;
      switch (phase) {
        case READING -> thread.interrupt();
        case DELIVERING -> {
          if (connection != null) {
            // Closing may wait a moment for the rest of what the server has sent.
            Thread.ofVirtual().name("openai-llm-close").start(connection::close);
          }
        }
        case ENDED -> {}
      }
      phase = Phase.ENDED;
    }
  }

  @Override
  public boolean isDone() {
    synchronized (lock) {
      return phase == Phase.ENDED;
    }
  }

  private void run() {
    try {
      TokenUsage usage = read();
      if (usage != null && end()) {
        guarded(() -> sink.finished(usage));
      }
    } catch (LlmException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(failures.of(e));
    } finally {
      onEnd.accept(this);
    }
  }

  /// @return what a complete answer consumed; null if nobody wants the answer any more
  private @Nullable TokenUsage read() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(request)) {
      synchronized (lock) {
        response = stream;
      }
      return read(stream);
    }
  }

  private @Nullable TokenUsage read(StreamResponse<ChatCompletionChunk> stream) {
    TokenUsage usage = new TokenUsage(0, 0);
    int pieces = 0;
    boolean complete = false;
    Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
    while (chunks.hasNext()) {
      ChatCompletionChunk chunk = chunks.next();
      CompletionUsage reported = chunk._usage().asKnown().orElse(null);
      if (reported != null) {
        usage = new TokenUsage((int) reported.promptTokens(), (int) reported.completionTokens());
      }
      for (ChatCompletionChunk.Choice choice : chunk._choices().asKnown().orElse(List.of())) {
        String text = choice.delta()._content().asKnown().orElse("");
        if (!text.isEmpty()) {
          pieces++;
          if (!deliver(() -> sink.token(text))) {
            return null;
          }
        }
        List<ChatCompletionChunk.Choice.Delta.ToolCall> delta =
            choice.delta()._toolCalls().asKnown().orElse(List.of());
        if (calls != null && !delta.isEmpty()) {
          pieces++;
          if (calls.add(delta) && !deliver(sink::toolCallBegan)) {
            return null;
          }
        }
        complete |= choice._finishReason().asKnown().isPresent();
      }
    }
    if (!complete) {
      throw failures.brokenOff();
    }
    if (calls != null && !calls.isEmpty() && !deliver(() -> sink.toolCalls(calls.all()))) {
      return null;
    }
    return usage.output() > 0 ? usage : new TokenUsage(usage.input(), pieces);
  }

  /// @return whether more is wanted
  private boolean deliver(Runnable call) {
    if (!enter(Phase.READING, Phase.DELIVERING)) {
      return false;
    }
    if (!guarded(call)) {
      cancel();
      return false;
    }
    return enter(Phase.DELIVERING, Phase.READING);
  }

  private void fail(LlmException failure) {
    if (end()) {
      guarded(() -> sink.failed(failure));
    }
  }

  private boolean end() {
    return enter(Phase.READING, Phase.ENDED);
  }

  private boolean enter(Phase from, Phase to) {
    synchronized (lock) {
      if (phase != from) {
        return false;
      }
      phase = to;
      return true;
    }
  }

  /// @return whether the sink took it
  private static boolean guarded(Runnable call) {
    try {
      call.run();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("A listener to a language model failed; its answer is cancelled.", e);
      return false;
    }
  }
}
