package dev.parley.server.llm.openai;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.LlmException.Kind;
import dev.parley.server.llm.remote.RemoteFailures;
import dev.parley.server.llm.remote.RetryAfter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts what the library throws into sentences.
final class OpenAiFailures {
  private final RemoteFailures failures;

  OpenAiFailures(RemoteFailures failures) {
    this.failures = failures;
  }

  LlmException of(RuntimeException failure) {
    return switch (failure) {
      case LlmException own -> own;
      case SseException inside when inside.statusCode() < 400 ->
          failures.insideAnswer(
              text(inside::type).filter("invalid_request_error"::equals).isPresent()
                  ? Kind.PERMANENT
                  : Kind.TRANSIENT);
      case OpenAIServiceException refusal -> refused(refusal);
      case OpenAIInvalidDataException _ -> failures.notTheFormat("Chat Completions");
      default -> failures.disconnected(failure);
    };
  }

  private LlmException refused(OpenAIServiceException refusal) {
    if (text(refusal::code).filter("insufficient_quota"::equals).isPresent()) {
      return failures.spentQuota(refusal.statusCode());
    }
    return failures.refused(
        refusal.statusCode(),
        RetryAfter.of(
            name -> refusal.headers().values(name).stream().findFirst(), InstantSource.system()),
        text(refusal::param));
  }

  /// Some servers write numbers where OpenAI writes texts, which the library does not forgive.
  private static Optional<String> text(Supplier<Optional<String>> field) {
    try {
      return field.get();
    } catch (OpenAIInvalidDataException _) {
      return Optional.empty();
    }
  }
}
