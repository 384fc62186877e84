package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How a mono stream is written as bytes.
public enum AudioEncoding {
  /// Signed 16-bit PCM, little-endian.
  LINEAR16,
  /// G.711 µ-law, as used by telephones in North America and Japan.
  MULAW,
  /// G.711 A-law, as used by telephones elsewhere.
  ALAW,
  /// One packet of Opus (RFC 6716) a message. Knows five sample rates.
  OPUS;

  private static final List<Integer> OPUS_RATES = List.of(8_000, 12_000, 16_000, 24_000, 48_000);

  /// Checks that a stream of this format can be written so.
  ///
  /// @throws IllegalArgumentException with a sentence that names the rates if it cannot
  public void requireRate(PcmFormat format) {
    boolean known =
        switch (this) {
          case LINEAR16, MULAW, ALAW -> true;
          case OPUS -> OPUS_RATES.contains(format.sampleRate());
        };
    if (!known) {
      throw new IllegalArgumentException(
          "Opus has no sample rate of %d Hz; use one of %s Hz."
              .formatted(
                  format.sampleRate(),
                  OPUS_RATES.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
  }

  /// Reads a setting such as `mulaw`, in any case.
  ///
  /// @throws IllegalArgumentException with a sentence that lists the choices
  public static AudioEncoding of(String name) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no audio encoding '%s'; choose one of %s."
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(AudioEncoding::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /// The lower-case name that settings and messages use.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
