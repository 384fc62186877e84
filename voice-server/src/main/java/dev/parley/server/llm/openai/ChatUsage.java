package dev.parley.server.llm.openai;

import com.openai.core.JsonField;
import com.openai.models.completions.CompletionUsage;
import dev.parley.server.llm.TokenUsage;

/// Reads what an answer of chat completions consumed.
final class ChatUsage {
  private ChatUsage() {}

  static TokenUsage read(CompletionUsage usage) {
    long input = usage._promptTokens().asKnown().orElse(0L);
    long completion = usage._completionTokens().asKnown().orElse(0L);
    long total = usage._totalTokens().asKnown().orElse(0L);
    long cached =
        usage
            ._promptTokensDetails()
            .asKnown()
            .flatMap(details -> details._cachedTokens().asKnown())
            .orElseGet(() -> number(usage, "prompt_cache_hit_tokens"));
    long reasoning =
        usage
            ._completionTokensDetails()
            .asKnown()
            .flatMap(details -> details._reasoningTokens().asKnown())
            .orElse(0L);
    // Some labs, such as xAI, count thoughts in the total only.
    long output = Math.max(completion, total - input);
    return new TokenUsage(
        Math.toIntExact(input),
        Math.toIntExact(cached),
        Math.toIntExact(output),
        Math.toIntExact(reasoning));
  }

  private static long number(CompletionUsage usage, String field) {
    JsonField<?> value = usage._allProperties().get(field);
    return value == null ? 0 : value.asNumber().map(Number::longValue).orElse(0L);
  }
}
