package dev.parley.server.llm.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TurnTest {
  private static final Message HELLO = new Message.User("Hello?");
  private static final Message ANSWER = new Message.Assistant("Hello.", false);
  private static final Message CALLS =
      new Message.ToolCalls("", List.of(new ToolCall("a", "look", "{}")));
  private static final Message RESULT = new Message.ToolResult("a", "Seen.");

  private static List<Turn> turns(Message... messages) {
    return Turn.of(new Prompt("", List.of(messages), 60));
  }

  @Test
  void bothSidesTakeTurns() {
    assertThat(turns(HELLO, HELLO, CALLS, RESULT, ANSWER, HELLO))
        .containsExactly(
            new Turn(true, List.of(HELLO, HELLO)),
            new Turn(false, List.of(CALLS)),
            new Turn(true, List.of(RESULT)),
            new Turn(false, List.of(ANSWER)),
            new Turn(true, List.of(HELLO)));
  }

  @Test
  void somethingStandsBeforeAGreeting() {
    List<Turn> turns = turns(ANSWER, HELLO);

    assertThat(turns).extracting(Turn::person).containsExactly(true, false, true);
    assertThat(turns.getFirst().messages().getFirst().text()).isNotBlank();
    assertThat(turns.get(1).messages()).containsExactly(ANSWER);
  }
}
