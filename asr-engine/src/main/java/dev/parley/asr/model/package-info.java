/// The Whisper networks: audio features to encoded audio to token scores.
@NullMarked
package dev.parley.asr.model;

import org.jspecify.annotations.NullMarked;
