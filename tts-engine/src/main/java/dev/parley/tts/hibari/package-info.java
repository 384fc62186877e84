/// The hibari voice: phonemes → spectrum (a network) → waveform (signal processing).
@NullMarked
package dev.parley.tts.hibari;

import org.jspecify.annotations.NullMarked;
