/// Phonemes of a hundred languages by espeak-ng, a native library that is pulled or installed apart
/// from Parley.
@NullMarked
package dev.parley.tts.espeak;

import org.jspecify.annotations.NullMarked;
