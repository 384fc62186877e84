package dev.parley.audio.codec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How the samples of a mono stream are written as bytes.
public enum AudioEncoding {
  /// Signed 16-bit PCM, little-endian.
  LINEAR16(2),
  /// G.711 µ-law, as used by telephones in North America and Japan.
  MULAW(1),
  /// G.711 A-law, as used by telephones elsewhere.
  ALAW(1);

  private final int bytesPerSample;

  AudioEncoding(int bytesPerSample) {
    this.bytesPerSample = bytesPerSample;
  }

  public int bytesPerSample() {
    return bytesPerSample;
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
