/// English text to phonemes of the misaki alphabet, which Kokoro and hibari voices speak.
///
/// A text is first rewritten as it is spoken , cut into tokens
/// and tagged with parts of speech; then each word is read by the lexicon, and what the lexicon
/// does not know by a small net.
@NullMarked
package dev.parley.tts.english;

import org.jspecify.annotations.NullMarked;
