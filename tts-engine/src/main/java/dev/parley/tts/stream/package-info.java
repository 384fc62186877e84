/// What all voices share: the stream that turns arriving text into audio, piece by piece.
@NullMarked
package dev.parley.tts.stream;

import org.jspecify.annotations.NullMarked;
