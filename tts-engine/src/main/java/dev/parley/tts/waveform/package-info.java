/// What happens to a network's waveform before it is heard: level, pauses, the joining of parts.
@NullMarked
package dev.parley.tts.waveform;

import org.jspecify.annotations.NullMarked;
