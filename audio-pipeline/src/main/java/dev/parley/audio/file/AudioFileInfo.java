package dev.parley.audio.file;

import java.time.Duration;
import java.util.Optional;

/// What a file says about its audio.
///
/// @param container the name of the format, for messages: `WAV`, `MP3`, `Ogg Opus`, …
/// @param sampleRate samples a second as stored, before any resampling
/// @param channels as stored, before the mix-down
/// @param duration absent if the file does not tell, as with a stream of unknown length
public record AudioFileInfo(
    String container, int sampleRate, int channels, Optional<Duration> duration) {

  static AudioFileInfo of(String container, int sampleRate, int channels, long samples) {
    return new AudioFileInfo(
        container,
        sampleRate,
        channels,
        samples < 0
            ? Optional.empty()
            : Optional.of(
                Duration.ofSeconds(
                    samples / sampleRate, samples % sampleRate * 1_000_000_000L / sampleRate)));
  }
}
