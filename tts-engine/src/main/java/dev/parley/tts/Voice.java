package dev.parley.tts;

import dev.parley.audio.PcmFormat;

/// A voice that can speak.
///
/// @param name how requests name it, such as `heart`
/// @param language BCP 47, such as `en-US`
/// @param gender what it sounds like
/// @param engine which model speaks it, such as `hibari`
/// @param licence SPDX identifier of the model's licence, or where it is told
/// @param format of the audio that it makes
public record Voice(
    String name, String language, Gender gender, String engine, String licence, PcmFormat format) {}
