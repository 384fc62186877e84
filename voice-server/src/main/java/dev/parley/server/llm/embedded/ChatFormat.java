package dev.parley.server.llm.embedded;

import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.tool.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/// Writes a prompt as the ChatML text that SmolLM2 was trained on.
///
/// After the instructions come a few exchanges that show the tone: a model this small follows
/// examples better than instructions. They are the same in every prompt, so the model reads them
/// once.
///
/// @param tokens counts the tokens of a text with the model's own vocabulary
/// @param promptTokens the most that a prompt may have
record ChatFormat(ToIntFunction<String> tokens, int promptTokens) {
  private static final List<Message> EXAMPLES =
      List.of(
          new Message.User("Hi, can you hear me?"),
          new Message.Assistant(
              "Hello! Yes, I can hear you well. How can I help you today?", false),
          new Message.User("Which ocean is the largest?"),
          new Message.Assistant("The Pacific Ocean is the largest ocean on Earth.", false),
          new Message.User("How do I boil an egg?"),
          new Message.Assistant(
              "Put the egg in boiling water and wait for seven minutes. Then cool it in cold water.",
              false),
          new Message.User("What is three plus four?"),
          new Message.Assistant("Three plus four is seven.", false),
          new Message.User("What's your name?"),
          new Message.Assistant("My name is Parley. I am your voice assistant.", false),
          new Message.User("Who painted the Mona Lisa?"),
          new Message.Assistant("The Mona Lisa was painted by Leonardo da Vinci.", false),
          new Message.User("She put the old letters back into the drawer."),
          new Message.Assistant("That sounds like a line from a story. What happens next?", false),
          new Message.User("Thanks for your help."),
          new Message.Assistant(
              "You're welcome! Is there anything else you would like to know?", false));

  /// The marks that separate turns. Said or typed text must not contain them, because the
  /// vocabulary reads them as the real thing, whoever wrote them.
  private static final Pattern MARK = Pattern.compile("<\\|[^|<>]*\\|>");

  private static final String START = "<|im_start|>";

  /// Ends a turn.
  static final String END = "<|im_end|>";

  /// The tokens that a vocabulary must have.
  static final List<String> MARKS = List.of(START, END);

  /// How much of a tool's result is told.
  private static final int RESULT_CHARACTERS = 400;

  /// How far an overlong prompt is cut back. The room saved lets the next few turns extend what
  /// the model has read already; cutting at every turn would have it read everything each time.
  private static final double CUT_BACK = 0.75;

  /// What a turn begins with.
  ///
  /// @param role `system`, `user` or `assistant`
  static String start(String role) {
    return START + role + "\n";
  }

  /// Words as they may stand in a turn.
  static String withoutMarks(String words) {
    return MARK.matcher(words).replaceAll(" ").strip();
  }

  /// The prompt up to the start of the answer, without the oldest messages where there is no room
  /// for all.
  ///
  /// @throws LlmException if the instructions or the last message alone are too long
  String write(Prompt prompt) {
    List<String> head = new ArrayList<>();
    if (!prompt.system().isBlank()) {
      head.add(turn("system", prompt.system()));
    }
    EXAMPLES.forEach(example -> head.add(turn(example)));
    List<String> turns = prompt.messages().stream().map(ChatFormat::turn).toList();
    String start = start("assistant");

    int fixed = count(head) + tokens.applyAsInt(start);
    int[] lengths = turns.stream().mapToInt(tokens).toArray();
    int total = fixed;
    for (int length : lengths) {
      total += length;
    }
    int first = 0;
    int last = turns.size() - 1;
    while (first < last && !asks(prompt, first)) {
      total -= lengths[first++];
    }
    if (total > promptTokens) {
      while (first < last && (total > promptTokens * CUT_BACK || !asks(prompt, first))) {
        total -= lengths[first++];
      }
      if (total > promptTokens) {
        throw new LlmException(
            LlmException.Kind.PERMANENT,
            "The instructions and the last message have %d tokens and the embedded model reads %d. Shorten them or choose another model."
                .formatted(total, promptTokens));
      }
    }
    return String.join("", head) + String.join("", turns.subList(first, turns.size())) + start;
  }

  /// A history that begins with an answer confuses the model.
  private static boolean asks(Prompt prompt, int index) {
    return prompt.messages().get(index) instanceof Message.User;
  }

  private int count(List<String> turns) {
    return turns.stream().mapToInt(tokens).sum();
  }

  /// What other models called tools for is told as something that the person knows: this one was
  /// trained on no other turns.
  private static String turn(Message message) {
    return switch (message) {
      case Message.User user -> turn("user", user.forModel());
      case Message.Assistant assistant -> turn("assistant", assistant.forModel());
      case Message.ToolCalls calls when calls.text().isBlank() -> "";
      case Message.ToolCalls calls -> turn("assistant", calls.forModel());
      case Message.ToolResult result -> turn("user", "I looked it up: " + shortened(result.text()));
    };
  }

  private static String shortened(String result) {
    return JsonText.beginning(result, RESULT_CHARACTERS);
  }

  private static String turn(String role, String text) {
    return start(role) + withoutMarks(text) + END + "\n";
  }
}
