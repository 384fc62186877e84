/// Sound as Whisper's networks see it: log-mel features.
@NullMarked
package dev.parley.audio.feature;

import org.jspecify.annotations.NullMarked;
