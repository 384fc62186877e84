package dev.parley.server.llm.openai;

import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta;
import dev.parley.server.llm.ToolCall;
import java.util.ArrayList;
import java.util.List;

/// Joins the tool calls of one answer, which come in pieces, several calls side by side. Used by
/// one thread.
///
/// A piece belongs to the call of its index. Servers that send none send each call in one piece or
/// its pieces in a row, the first with an id.
final class ToolCallPieces {
  private static final int MOST_CALLS = 64;
  private static final int MOST_CHARACTERS = 262_144;

  private static final class Call {
    private final long index;
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";

    Call(long index) {
      this.index = index;
    }
  }

  private final OpenAiFailures failures;
  private final List<Call> calls = new ArrayList<>();
  private int characters;

  ToolCallPieces(OpenAiFailures failures) {
    this.failures = failures;
  }

  /// Takes the next pieces.
  ///
  /// @return whether they are the first ones
  /// @throws dev.parley.server.llm.LlmException if they are too many
  boolean add(List<Delta.ToolCall> pieces) {
    boolean first = calls.isEmpty();
    pieces.forEach(this::add);
    return first;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /// The calls in the order in which they began.
  List<ToolCall> all() {
    return calls.stream()
        .map(
            call ->
                new ToolCall(
                    call.id,
                    call.name,
                    call.arguments.isEmpty() ? "{}" : call.arguments.toString()))
        .toList();
  }

  private void add(Delta.ToolCall piece) {
    String id = piece._id().asKnown().orElse("");
    Call call = call(piece._index().asKnown().orElse(-1L), id);
    if (!id.isEmpty()) {
      call.id = id;
    }
    piece
        ._function()
        .asKnown()
        .ifPresent(
            function -> {
              String name = function._name().asKnown().orElse("");
              if (!name.isEmpty()) {
                call.name = name;
              }
              String arguments = function._arguments().asKnown().orElse("");
              characters += arguments.length();
              call.arguments.append(arguments);
            });
    if (calls.size() > MOST_CALLS || characters > MOST_CHARACTERS) {
      throw failures.tooManyToolCalls();
    }
  }

  private Call call(long index, String id) {
    if (index < 0 && id.isEmpty() && !calls.isEmpty()) {
      return calls.getLast();
    }
    for (Call call : calls) {
      if (index >= 0 ? call.index == index : call.id.equals(id)) {
        return call;
      }
    }
    Call begun = new Call(index);
    calls.add(begun);
    return begun;
  }
}
