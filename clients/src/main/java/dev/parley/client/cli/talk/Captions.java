package dev.parley.client.cli.talk;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.parley.client.cli.terminal.Style;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ReplyText;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.SpeechProgress;
import dev.parley.proto.v1.ToolCall;
import dev.parley.proto.v1.Transcript;
import java.io.UncheckedIOException;

/// Shows a conversation: what is being said on the status line, what was said as results.
///
/// Of what the person says, the committed text is bright and the tentative one dim; of the reply,
/// what was heard is bright and what is to come dim. One thread at a time.
final class Captions {
  private static final String PERSON = "You     ";
  private static final String PARLEY = "Parley  ";

  private final Terminal terminal;
  private final Style style;
  private String replyId = "";
  private final StringBuilder reply = new StringBuilder();
  private String heard = "";
  private boolean interrupted;

  Captions(Terminal terminal) {
    this.terminal = terminal;
    this.style = terminal.style();
  }

  /// Takes the next message of the server.
  void show(ServerMessage message) {
    switch (message.getMessageCase()) {
      case TRANSCRIPT -> transcript(message.getTranscript());
      case REPLY_TEXT -> replyText(message.getReplyText());
      case SPEECH_PROGRESS -> progress(message.getSpeechProgress());
      case INTERRUPTION -> {
        if (message.getInterruption().getKind() == Interruption.Kind.CONFIRMED) {
          interrupted = true;
        }
      }
      case TURN_METRICS -> {
        endReply();
        Waterfall.lines(message.getTurnId(), message.getTurnMetrics(), terminal.width(), style)
            .forEach(terminal::note);
      }
      case STATE_CHANGED -> state(message.getStateChanged().getNewState());
      case PROVIDER_CHANGED ->
          terminal.note(
              "Note: the language model %s answers instead of %s: %s"
                  .formatted(
                      message.getProviderChanged().getTo(),
                      message.getProviderChanged().getFrom(),
                      message.getProviderChanged().getCause()));
      case OVERLOAD ->
          terminal.note(
              message.getOverload().getShed().isEmpty()
                  ? "Note: the server has caught up."
                  : "Note: the server is %d ms behind and leaves out %s."
                      .formatted(
                          message.getOverload().getLagMs(), message.getOverload().getShed()));
      case TOOL_CALL -> terminal.note(style.dim("Tool    " + call(message.getToolCall())));
      case TOOL_CALL_CANCELLED ->
          terminal.note(
              style.dim("Tool    " + message.getToolCallCancelled().getCallId() + " cancelled"));
      case GO_AWAY -> terminal.note("Note: the server is about to stop.");
      case ERROR -> {
        if (!message.getError().getFatal()) {
          terminal.note("Note: " + message.getError().getMessage());
        }
      }
      default -> {
        // The other messages have nothing to look at.
      }
    }
  }

  /// The conversation stands still.
  void lineLost() {
    terminal.note("Note: the line broke; calling again.");
  }

  /// The conversation goes on.
  void lineRestored() {
    terminal.note("Note: the line is back.");
  }

  /// Nothing more comes.
  void end() {
    endReply();
    terminal.status("");
  }

  private static String call(ToolCall call) {
    try {
      return "%s %s %s"
          .formatted(
              call.getCallId(),
              call.getName(),
              JsonFormat.printer().omittingInsignificantWhitespace().print(call.getArguments()));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void transcript(Transcript transcript) {
    if (transcript.getIsFinal()) {
      terminal.status("");
      if (!transcript.getCommittedText().isBlank()) {
        terminal.result(style.green(PERSON) + oneLine(transcript.getCommittedText()));
      }
      return;
    }
    String committed = oneLine(transcript.getCommittedText());
    String whole = oneLine(transcript.getCommittedText() + transcript.getTentativeText());
    terminal.status(
        caption(PERSON, committed, whole.substring(committed.length()), terminal.width(), style));
  }

  private void replyText(ReplyText text) {
    if (!text.getReplyId().equals(replyId)) {
      endReply();
      replyId = text.getReplyId();
    }
    reply.append(text.getDelta());
    showReply();
  }

  private void progress(SpeechProgress progress) {
    if (progress.getReplyId().equals(replyId)) {
      heard = progress.getHeardText();
      showReply();
    }
  }

  private void showReply() {
    String whole = oneLine(reply.toString());
    String bright = oneLine(heard);
    String dim = whole.startsWith(bright) ? whole.substring(bright.length()) : "";
    terminal.status(caption(PARLEY, bright, dim, terminal.width(), style));
  }

  private void state(SessionState state) {
    if (state == SessionState.LISTENING || state == SessionState.USER_SPEAKING) {
      endReply();
    }
  }

  private void endReply() {
    String text = oneLine(interrupted ? heard : reply.toString());
    if (!text.isEmpty()) {
      terminal.status("");
      terminal.result(style.cyan(PARLEY) + text + (interrupted ? style.dim(" …") : ""));
    }
    replyId = "";
    reply.setLength(0);
    heard = "";
    interrupted = false;
  }

  /// A line that fits: if the text is too long, its end, where it grows.
  static String caption(String speaker, String bright, String dim, int width, Style style) {
    int room = Math.max(8, width - speaker.length() - 1);
    int excess = bright.length() + dim.length() - room;
    if (excess <= 0) {
      return speaker + style.bold(bright) + style.dim(dim);
    }
    int cut = excess + 1;
    return cut <= bright.length()
        ? speaker + "…" + style.bold(bright.substring(cut)) + style.dim(dim)
        : speaker + "…" + style.dim(dim.substring(cut - bright.length()));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").stripLeading();
  }
}
