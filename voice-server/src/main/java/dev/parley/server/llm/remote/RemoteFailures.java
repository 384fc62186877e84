package dev.parley.server.llm.remote;

import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.LlmException.Kind;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts what goes wrong with a server into sentences.
///
/// The server's own text is left out: some repeat the API key or the conversation in it. Causes are
/// kept only where they are made on this side.
public final class RemoteFailures {
  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_.]{0,40}");

  private final RemoteSettings settings;

  public RemoteFailures(RemoteSettings settings) {
    this.settings = settings;
  }

  /// The server answered with an error.
  ///
  /// @param status of HTTP
  /// @param wait how long the server asks to wait; see [RetryAfter]
  /// @param setting the part of the request that it names as wrong, as it wrote it
  public LlmException refused(int status, Optional<Duration> wait, Optional<String> setting) {
    Kind kind = isTransient(status) ? Kind.TRANSIENT : Kind.PERMANENT;
    return say(
        kind, "%s at %s answered with status " + status + ". " + remedy(status, wait, setting));
  }

  /// The key is wrong, whatever the status says.
  public LlmException keyRefused(int status) {
    return say(Kind.PERMANENT, "%s at %s answered with status " + status + ". " + keyRemedy());
  }

  /// What the account may use is used up, which waiting does not change.
  public LlmException spentQuota(int status) {
    return say(
        Kind.PERMANENT,
        "%s at %s answered with status "
            + status
            + ". The quota is used up. Check the plan and the credit of the account.");
  }

  /// The server reported an error after the answer had begun.
  public LlmException insideAnswer(Kind kind) {
    return say(
        kind,
        kind == Kind.TRANSIENT
            ? "%s at %s reported an error in the middle of an answer. Try again."
            : "%s at %s refused the request in the middle of an answer. Check the settings.");
  }

  /// An answer that stopped without saying that it is complete.
  public LlmException brokenOff() {
    return say(
        Kind.TRANSIENT, "%s at %s closed the connection in the middle of an answer. Try again.");
  }

  /// What came is not what this protocol writes.
  public LlmException notTheFormat(String format) {
    return say(
        Kind.TRANSIENT,
        "The answer of %s at %s is not in the " + format + " format. Check the base URL.");
  }

  /// The server withheld the answer for what it is about.
  public LlmException withheld() {
    return say(
        Kind.PERMANENT,
        "%s at %s withheld the answer for reasons of safety. Ask otherwise, or relax its filter.");
  }

  /// The model thought so long that no token was left for the answer.
  public LlmException spentOnThoughts() {
    return say(
        Kind.PERMANENT,
        "%s at %s used all tokens of the answer for thoughts. Raise max_tokens or lower reasoning_effort.");
  }

  /// Tool calls that nobody can have meant.
  public LlmException tooManyToolCalls() {
    return say(
        Kind.PERMANENT,
        "%s at %s wrote more or longer tool calls than are taken. Describe the tools more clearly.");
  }

  public LlmException closed() {
    return new LlmException(
        Kind.PERMANENT,
        "The client of %s is closed because the server stops.".formatted(settings.provider()));
  }

  /// The server said nothing for the whole time-out.
  public LlmException silent() {
    return say(
        Kind.TRANSIENT,
        "%s at %s was silent for " + seconds() + " s. Try again, or raise its time-out.");
  }

  /// Reading or writing failed on this side, or on the way.
  public LlmException disconnected(Throwable cause) {
    if (causedBy(cause, java.io.InterruptedIOException.class)
        || causedBy(cause, HttpTimeoutException.class)) {
      return silent();
    }
    return new LlmException(
        Kind.TRANSIENT,
        "The connection to %s at %s failed. Check that the server runs and can be reached."
            .formatted(settings.provider(), settings.baseUrl()),
        cause);
  }

  /// This side is broken, such as by a missing class.
  public LlmException broken(Error cause) {
    return new LlmException(
        Kind.PERMANENT,
        "The client of %s does not work. Report the error in the log."
            .formatted(settings.provider()),
        cause);
  }

  private LlmException say(Kind kind, String sentence) {
    return new LlmException(kind, sentence.formatted(settings.provider(), settings.baseUrl()));
  }

  private String remedy(int status, Optional<Duration> wait, Optional<String> setting) {
    return switch (status) {
      case 400, 413, 422 ->
          setting
              .filter(SETTING.asMatchPredicate())
              .map(
                  "It does not take '%s' as it was sent. Change or remove that setting."::formatted)
              .orElse(
                  "It does not take the request. Check the settings for model %s, or shorten the prompt."
                      .formatted(settings.model()));
      case 401, 403 -> keyRemedy();
      case 402 -> "The account has no credit left. Top it up.";
      case 404 ->
          "It has no model %s or the base URL is wrong. Check both.".formatted(settings.model());
      case 429 ->
          wait.map(
                  time ->
                      "Its limit is reached. Try again in %d s, or ask for a higher limit."
                          .formatted(Math.max(1, Math.ceilDiv(time.toMillis(), 1_000))))
              .orElse("Its limit is reached. Try later, or ask for a higher limit.");
      case 529 -> "It is overloaded. Try again.";
      default ->
          isTransient(status)
              ? "It cannot serve at present. Try again."
              : "Check the base URL and the settings.";
    };
  }

  private String keyRemedy() {
    return settings.apiKey().isPresent()
        ? "It does not take the API key. Check the key and what it may use."
        : "It wants an API key. Configure one.";
  }

  private static boolean isTransient(int status) {
    return status == 408 || status == 409 || status == 425 || status == 429 || status >= 500;
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
