/// What a voice is given to say: phonemes, and which characters of the text each of them speaks.
@NullMarked
package dev.parley.tts.phoneme;

import org.jspecify.annotations.NullMarked;
