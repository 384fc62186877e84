package dev.parley.server.llm.remote;

import dev.parley.server.llm.ToolCall;
import java.util.ArrayList;
import java.util.List;

/// Joins the tool calls of one answer, which come in pieces, several calls side by side. Used by
/// one thread.
///
/// A piece belongs to the call of its index. Servers that send none send each call in one piece or
/// its pieces in a row, the first with an id.
public final class ToolCallPieces {
  /// The index of a piece that has none.
  public static final long NO_INDEX = -1;

  private static final int MOST_CALLS = 64;
  private static final int MOST_CHARACTERS = 262_144;

  private static final class Call {
    private final long index;
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";
    private String thoughts = "";

    Call(long index) {
      this.index = index;
    }
  }

  private final RemoteFailures failures;
  private final List<Call> calls = new ArrayList<>();
  private int characters;

  public ToolCallPieces(RemoteFailures failures) {
    this.failures = failures;
  }

  /// Takes the next piece. What it does not have is an empty text.
  ///
  /// @param index which call it belongs to; [#NO_INDEX] if that is not said
  /// @param arguments the next characters of them
  /// @return whether it is the first one of the answer
  /// @throws dev.parley.server.llm.LlmException if there are too many
  public boolean add(long index, String id, String name, String arguments) {
    boolean first = calls.isEmpty();
    Call call = call(index, id);
    if (!id.isEmpty()) {
      call.id = id;
    }
    if (!name.isEmpty()) {
      call.name = name;
    }
    characters += arguments.length();
    if (calls.size() > MOST_CALLS || characters > MOST_CHARACTERS) {
      throw failures.tooManyToolCalls();
    }
    call.arguments.append(arguments);
    return first;
  }

  /// Keeps thoughts beside the call that the last piece belonged to or, before any call, nowhere.
  public void thoughts(String thoughts) {
    if (!calls.isEmpty()) {
      calls.getLast().thoughts = thoughts;
    }
  }

  public boolean isEmpty() {
    return calls.isEmpty();
  }

  /// The calls in the order in which they began.
  ///
  /// @param thoughts goes with the first call, if that has none of its own; may be empty
  public List<ToolCall> all(String thoughts) {
    List<ToolCall> all = new ArrayList<>();
    for (Call call : calls) {
      all.add(
          new ToolCall(
              call.id,
              call.name,
              call.arguments.isEmpty() ? "{}" : call.arguments.toString(),
              all.isEmpty() && call.thoughts.isEmpty() ? thoughts : call.thoughts));
    }
    return all;
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
