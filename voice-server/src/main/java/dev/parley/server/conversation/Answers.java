package dev.parley.server.conversation;

import dev.parley.server.llm.Message;
import java.util.List;

/// What was said and heard, and whether the person waits for an answer to it.
final class Answers {
  private final History history = new History();
  private final ReplySlot reply;

  /// The person said something and has heard no answer to it.
  private boolean owed;

  /// @param reply in which answers are given
  Answers(ReplySlot reply) {
    this.reply = reply;
  }

  /// The conversation so far.
  List<Message> history() {
    return history.messages();
  }

  boolean isOwed() {
    return owed;
  }

  /// The person does not want one any more.
  void forgo() {
    owed = false;
  }

  /// The person said or typed something.
  void owe(String text) {
    history.addUser(text);
    owed = true;
  }

  /// Prepares the answer to what the person may turn out to have said.
  void prepare(String text) {
    if (!reply.isPreparedFor(text)) {
      reply.dropHeld();
      reply.prepare(text, history.with(text));
    }
  }

  /// Asks for an answer.
  void begin(ConversationSettings settings) {
    reply.answer(history.messages(), settings);
  }

  /// Gives what is owed, the prepared answer if it fits; all that the person said is known.
  ///
  /// @param lastText that the person said
  void give(String lastText, ConversationSettings settings) {
    if (reply.isPreparedFor(lastText)) {
      reply.release(settings);
      return;
    }
    reply.dropHeld();
    if (owed && reply.isEmpty()) {
      begin(settings);
    }
  }

  /// Stops the reply that is alive, if there is one.
  ///
  /// @param announce whether the client is told of an interruption
  /// @param heard of it so far
  void drop(boolean announce, String heard) {
    if (!reply.isEmpty()) {
      history.addAnswer(reply.messages(heard, true));
      reply.drop(announce);
      owed &= heard.isBlank();
    }
  }

  /// The reply is over.
  ///
  /// @param cut whether it broke off behind what was heard
  void end(String heard, boolean cut) {
    history.addAnswer(reply.messages(heard, cut));
    reply.clear();
    owed = false;
  }

  /// A tool answered.
  void toolAnswered(String callId, String result) {
    reply.answered(callId, result);
    history.answered(callId, result);
  }
}
