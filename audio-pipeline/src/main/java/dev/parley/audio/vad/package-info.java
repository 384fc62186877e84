/// Voice activity: where in a stream somebody speaks.
@NullMarked
package dev.parley.audio.vad;

import org.jspecify.annotations.NullMarked;
