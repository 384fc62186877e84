package dev.parley.server.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.proto.v1.InterruptionSettings;
import dev.parley.proto.v1.PromptSettings;
import dev.parley.server.config.InterruptionDefaults;
import dev.parley.server.config.PromptDefaults;
import dev.parley.server.conversation.InterruptionRules;
import dev.parley.server.conversation.Prompts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads and writes how a conversation behaves: what interrupts a reply, and what is said when the
/// conversation falters.
final class MannersReader {
  private static final int MAX_PROMPT = 1_000;
  private static final int MAX_BACK_CHANNELS = 100;
  private static final int MAX_BACK_CHANNEL = 100;

  /// Texts by language and name.
  private static final Map<String, Map<String, String>> TEXTS = read();

  private MannersReader() {}

  /// Reads what interrupts; what is left out has the server's defaults.
  static InterruptionRules interruption(
      InterruptionSettings wanted, InterruptionDefaults defaults, String field) {
    if (wanted.getBackChannelsCount() > MAX_BACK_CHANNELS) {
      throw SettingsReader.invalid(
          field + ".back_channels",
          "%d back-channels are too many; send %d."
              .formatted(wanted.getBackChannelsCount(), MAX_BACK_CHANNELS));
    }
    List<String> backChannels =
        wanted.getBackChannelsCount() == 0
            ? defaults.backChannels()
            : List.copyOf(wanted.getBackChannelsList());
    for (String phrase : backChannels) {
      require(phrase.length(), MAX_BACK_CHANNEL, field + ".back_channels");
    }
    return new InterruptionRules(
        wanted.hasMinWords()
            ? (int) SettingsReader.within(wanted.getMinWords(), 1, 10, field + ".min_words")
            : defaults.minWords(),
        wanted.hasMinDurationMs()
            ? duration(wanted.getMinDurationMs(), 0, 5_000, field + ".min_duration_ms")
            : defaults.minDuration(),
        wanted.hasResumeAfterMs()
            ? duration(wanted.getResumeAfterMs(), 200, 10_000, field + ".resume_after_ms")
            : defaults.resumeAfter(),
        backChannels,
        wanted.hasSettleMs()
            ? duration(wanted.getSettleMs(), 0, 10_000, field + ".settle_ms")
            : defaults.settle(),
        wanted.hasHalfDuplex() ? wanted.getHalfDuplex() : defaults.halfDuplex());
  }

  static InterruptionSettings write(InterruptionRules rules) {
    return InterruptionSettings.newBuilder()
        .setMinWords(rules.minWords())
        .setMinDurationMs(milliseconds(rules.minSpeech()))
        .setResumeAfterMs(milliseconds(rules.resumeAfter()))
        .addAllBackChannels(rules.backChannels())
        .setSettleMs(milliseconds(rules.settle()))
        .setHalfDuplex(rules.halfDuplex())
        .build();
  }

  /// Reads what is said; what is left out has the server's defaults.
  ///
  /// @param language of the voice that says it, such as `en-US`
  static Prompts prompts(
      PromptSettings wanted, PromptDefaults defaults, String language, String field) {
    return new Prompts(
        wanted.hasSilenceMs()
            ? durationOrNever(wanted.getSilenceMs(), 1_000, 600_000, field + ".silence_ms")
            : defaults.silence(),
        text(
            wanted.hasStillThere() ? wanted.getStillThere() : defaults.stillThere(),
            language,
            "still_there",
            field),
        wanted.hasStillThereTimes()
            ? (int)
                SettingsReader.within(
                    wanted.getStillThereTimes(), 0, 10, field + ".still_there_times")
            : defaults.stillThereTimes(),
        text(
            wanted.hasNotUnderstood() ? wanted.getNotUnderstood() : defaults.notUnderstood(),
            language,
            "not_understood",
            field),
        wanted.hasSlowMs()
            ? durationOrNever(wanted.getSlowMs(), 500, 60_000, field + ".slow_ms")
            : defaults.slow(),
        text(
            wanted.hasOneMoment() ? wanted.getOneMoment() : defaults.oneMoment(),
            language,
            "one_moment",
            field),
        text(
            wanted.hasFailed() ? wanted.getFailed() : defaults.failed(),
            language,
            "failed",
            field));
  }

  static PromptSettings write(Prompts prompts) {
    return PromptSettings.newBuilder()
        .setSilenceMs(milliseconds(prompts.silence()))
        .setStillThere(prompts.stillThere())
        .setStillThereTimes(prompts.stillThereTimes())
        .setNotUnderstood(prompts.notUnderstood())
        .setSlowMs(milliseconds(prompts.slow()))
        .setOneMoment(prompts.oneMoment())
        .setFailed(prompts.failed())
        .build();
  }

  private static String text(@Nullable String given, String language, String name, String field) {
    if (given != null) {
      require(given.length(), MAX_PROMPT, field + "." + name);
      return given;
    }
    return TEXTS.getOrDefault(language.split("-", 2)[0], Map.of()).getOrDefault(name, "");
  }

  private static void require(int length, int most, String field) {
    if (length > most) {
      throw SettingsReader.invalid(
          field, "%d characters are too many; use at most %d.".formatted(length, most));
    }
  }

  private static Duration durationOrNever(int value, int least, int most, String field) {
    return value == 0 ? Duration.ZERO : duration(value, least, most, field);
  }

  private static Duration duration(int value, int least, int most, String field) {
    return Duration.ofMillis((long) SettingsReader.within(value, least, most, field));
  }

  private static int milliseconds(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  private static Map<String, Map<String, String>> read() {
    try (InputStream file =
        Objects.requireNonNull(MannersReader.class.getResourceAsStream("prompts.yaml"))) {
      return new YAMLMapper().readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("The prompts of this build cannot be read.", e);
    }
  }
}
