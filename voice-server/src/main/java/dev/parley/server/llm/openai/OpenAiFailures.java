package dev.parley.server.llm.openai;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.LlmException.Kind;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts what goes wrong with a server into sentences.
///
/// The server's own text is left out: some repeat the API key or the conversation in it. Causes are
/// kept only where they are made on this side.
final class OpenAiFailures {
  private final OpenAiSettings settings;

  OpenAiFailures(OpenAiSettings settings) {
    this.settings = settings;
  }

  LlmException of(RuntimeException failure) {
    if (failure instanceof OpenAIServiceException refusal) {
      return refused(refusal);
    }
    if (failure instanceof OpenAIInvalidDataException) {
      return new LlmException(
          Kind.TRANSIENT,
          "The answer of %s at %s is not in the Chat Completions format. Check the base URL."
              .formatted(settings.provider(), settings.baseUrl()));
    }
    if (causedBy(failure, SocketTimeoutException.class)
        || causedBy(failure, java.io.InterruptedIOException.class)) {
      return new LlmException(
          Kind.TRANSIENT,
          "%s at %s was silent for %s s. Try again, or raise its time-out."
              .formatted(settings.provider(), settings.baseUrl(), seconds()),
          failure);
    }
    return new LlmException(
        Kind.TRANSIENT,
        "The connection to %s at %s failed. Check that the server runs and can be reached."
            .formatted(settings.provider(), settings.baseUrl()),
        failure);
  }

  /// An answer that stopped without saying that it is complete.
  LlmException brokenOff() {
    return new LlmException(
        Kind.TRANSIENT,
        "%s at %s closed the connection in the middle of an answer. Try again."
            .formatted(settings.provider(), settings.baseUrl()));
  }

  /// Tool calls that nobody can have meant.
  LlmException tooManyToolCalls() {
    return new LlmException(
        Kind.PERMANENT,
        "%s at %s wrote more or longer tool calls than are taken. Describe the tools more clearly."
            .formatted(settings.provider(), settings.baseUrl()));
  }

  LlmException closed() {
    return new LlmException(
        Kind.PERMANENT,
        "The client of %s is closed because the server stops.".formatted(settings.provider()));
  }

  private LlmException refused(OpenAIServiceException refusal) {
    int status = refusal.statusCode();
    String remedy =
        switch (status) {
          case 400, 413, 422 ->
              "It does not take the request. Check the settings for model %s, or shorten the prompt."
                  .formatted(settings.model());
          case 401, 403 ->
              settings.apiKey().isPresent()
                  ? "It does not take the API key. Check the key and what it may use."
                  : "It wants an API key. Configure one.";
          case 404 ->
              "It has no model %s or the base URL is wrong. Check both."
                  .formatted(settings.model());
          case 429 -> "Its limit is reached. Try later, or ask for a higher limit.";
          default ->
              isTransient(status)
                  ? "It cannot serve at present. Try again."
                  : "Check the base URL and the settings.";
        };
    return new LlmException(
        isTransient(status) ? Kind.TRANSIENT : Kind.PERMANENT,
        "%s at %s answered with status %d. %s"
            .formatted(settings.provider(), settings.baseUrl(), status, remedy));
  }

  /// A status of 200 belongs to an error that was sent inside of an answer.
  private static boolean isTransient(int status) {
    return status < 400
        || status == 408
        || status == 409
        || status == 425
        || status == 429
        || status >= 500;
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.1f", settings.timeout().toMillis() / 1000.0);
  }
}
