/// The voices of Kokoro-82M: one network, and for each voice a table of styles.
@NullMarked
package dev.parley.tts.kokoro;

import org.jspecify.annotations.NullMarked;
