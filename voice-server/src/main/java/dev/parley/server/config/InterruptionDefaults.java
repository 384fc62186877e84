package dev.parley.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a sound of the person stops a reply.
///
/// @param minWords words that stop it
/// @param minDuration speech that stops it
/// @param resumeAfter how long a paused reply waits for words before it goes on
/// @param backChannels words and phrases that do not stop it, besides Parley's own
/// @param settle how long nothing interrupts at the start of a session
/// @param halfDuplex whether nothing is heard while a reply is spoken
public record InterruptionDefaults(
    @JsonProperty("min_words") Integer minWords,
    @JsonProperty("min_duration") Duration minDuration,
    @JsonProperty("resume_after") Duration resumeAfter,
    @JsonProperty("back_channels") List<String> backChannels,
    Duration settle,
    @JsonProperty("half_duplex") Boolean halfDuplex) {

  public static final InterruptionDefaults DEFAULT =
      new InterruptionDefaults(null, null, null, null, null, null);

  public InterruptionDefaults(
      @Nullable Integer minWords,
      @Nullable Duration minDuration,
      @Nullable Duration resumeAfter,
      @Nullable List<String> backChannels,
      @Nullable Duration settle,
      @Nullable Boolean halfDuplex) {
    this.minWords =
        Require.within(
            "conversation.interruption.min_words", minWords == null ? 1 : minWords, 1, 10);
    this.minDuration =
        Require.within(
            "conversation.interruption.min_duration",
            minDuration == null ? Duration.ZERO : minDuration,
            Duration.ZERO,
            Duration.ofSeconds(5));
    this.resumeAfter =
        Require.within(
            "conversation.interruption.resume_after",
            resumeAfter == null ? Duration.ofSeconds(2) : resumeAfter,
            Duration.ofMillis(200),
            Duration.ofSeconds(10));
    this.backChannels = backChannels == null ? List.of() : List.copyOf(backChannels);
    this.settle =
        Require.within(
            "conversation.interruption.settle",
            settle == null ? Duration.ZERO : settle,
            Duration.ZERO,
            Duration.ofSeconds(10));
    this.halfDuplex = halfDuplex != null && halfDuplex;
  }
}
