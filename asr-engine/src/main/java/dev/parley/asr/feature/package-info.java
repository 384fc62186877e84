/// Sound as Whisper's networks see it: log-mel features.
@NullMarked
package dev.parley.asr.feature;

import org.jspecify.annotations.NullMarked;
