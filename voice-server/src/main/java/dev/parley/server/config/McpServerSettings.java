package dev.parley.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.server.tool.Tool;
import dev.parley.server.tool.Tool.OnInterruption;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server of the Model Context Protocol whose tools the language model may call.
///
/// @param name what sessions and logs call it
/// @param url where it takes streamable HTTP, such as `http://localhost:8000/mcp`
/// @param headers of every request, secrets; `${NAME}` in the file takes one from the environment
/// @param timeout of a call
/// @param allow the tools that may be called; empty: all
/// @param sideEffects whether calls change anything; null: as the server says of each tool, and yes
///     where it does not
/// @param onInterruption what becomes of a call whose reply is stopped
/// @param progress what is said while a call takes long; empty: nothing
/// @param progressAfter how long it has run by then
public record McpServerSettings(
    String name,
    URI url,
    Map<String, String> headers,
    Duration timeout,
    List<String> allow,
    @JsonProperty("side_effects") @Nullable Boolean sideEffects,
    @JsonProperty("on_interruption") OnInterruption onInterruption,
    String progress,
    @JsonProperty("progress_after") Duration progressAfter) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  public McpServerSettings(
      @Nullable String name,
      @Nullable URI url,
      @Nullable Map<String, String> headers,
      @Nullable Duration timeout,
      @Nullable List<String> allow,
      @Nullable Boolean sideEffects,
      @Nullable OnInterruption onInterruption,
      @Nullable String progress,
      @Nullable Duration progressAfter) {
    Require.that(
        name != null && NAME.matcher(name).matches(),
        "tools.mcp",
        "needs a 'name' of at most 32 small letters, digits and hyphens for each server");
    this.name = Objects.requireNonNull(name);
    String setting = "tools.mcp." + name;
    Require.that(
        url != null
            && url.getHost() != null
            && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
            && url.getUserInfo() == null,
        setting + ".url",
        "must be an http or https address without a password, such as http://localhost:8000/mcp");
    this.url = Objects.requireNonNull(url);
    this.headers =
        headers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.timeout =
        Require.within(
            setting + ".timeout",
            timeout == null ? Tool.TIMEOUT : timeout,
            Duration.ofMillis(100),
            Duration.ofMinutes(2));
    this.allow = allow == null ? List.of() : List.copyOf(allow);
    this.sideEffects = sideEffects;
    this.onInterruption = onInterruption == null ? OnInterruption.CANCEL : onInterruption;
    this.progress = progress == null ? "" : progress;
    this.progressAfter =
        Require.within(
            setting + ".progress_after",
            progressAfter == null ? Tool.PROGRESS_AFTER : progressAfter,
            Duration.ZERO,
            Duration.ofMinutes(1));
  }

  /// The settings with the secrets masked.
  @Override
  public String toString() {
    return "McpServerSettings[name=%s, url=%s, headers=%s, timeout=%s, allow=%s, sideEffects=%s, onInterruption=%s, progress=%s, progressAfter=%s]"
        .formatted(
            name,
            url,
            headers.isEmpty() ? "none" : "****",
            timeout,
            allow,
            sideEffects,
            onInterruption,
            progress,
            progressAfter);
  }
}
