package dev.parley.server.llm.remote;

import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.TokenUsage;

/// How one kind of server writes its answers, from the public reference of its interface. Texts are
/// put into JSON as they are.
public interface Wire {
  /// What [#end] reports.
  TokenUsage USAGE = new TokenUsage(12, 4, 7, 3);

  /// How an answer ends.
  enum Finish {
    DONE,
    LENGTH,
    WITHHELD,
    TOOLS
  }

  /// A client of this kind of server.
  LlmClient open(RemoteSettings settings);

  /// Whether a client can be had without an API key.
  default boolean needsKey() {
    return false;
  }

  /// The path before which the client puts its own.
  String basePath();

  /// What an answer begins with.
  String begin();

  /// A piece of the answer.
  String text(String piece);

  /// A piece of thought.
  String thought(String piece);

  /// Two calls, as much side by side and in as many pieces as this kind of server can: of `look`
  /// with `{"at":"Köln"}`, and of `book` with `{}`.
  String twoCalls();

  /// What an answer ends with.
  String end(Finish finish);

  /// A passing error in the middle of an answer.
  String error();

  /// The body of an error.
  String refusal(int status, String message);

  /// A whole answer.
  default String answer(String... pieces) {
    StringBuilder answer = new StringBuilder(begin());
    for (String piece : pieces) {
      answer.append(text(piece));
    }
    return answer.append(end(Finish.DONE)).toString();
  }
}
