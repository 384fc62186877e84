package dev.parley.server.llm.anthropic;

import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.SseException;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.LlmException.Kind;
import dev.parley.server.llm.remote.RemoteFailures;
import dev.parley.server.llm.remote.RetryAfter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Puts what the library throws into sentences.
final class AnthropicFailures {
  /// The errors after which another attempt may work.
  private static final Set<String> PASSING =
      Set.of("overloaded_error", "api_error", "rate_limit_error", "timeout_error");

  private final RemoteFailures failures;

  AnthropicFailures(RemoteFailures failures) {
    this.failures = failures;
  }

  LlmException of(RuntimeException failure) {
    return switch (failure) {
      case LlmException own -> own;
      case SseException inside when inside.statusCode() < 400 ->
          failures.insideAnswer(
              inside.type().filter(type -> !PASSING.contains(type.toString())).isPresent()
                  ? Kind.PERMANENT
                  : Kind.TRANSIENT);
      case AnthropicServiceException refusal ->
          failures.refused(
              refusal.statusCode(),
              RetryAfter.of(
                  name -> refusal.headers().values(name).stream().findFirst(),
                  InstantSource.system()),
              Optional.empty());
      case AnthropicInvalidDataException _ -> failures.notTheFormat("Messages");
      default -> failures.disconnected(failure);
    };
  }
}
