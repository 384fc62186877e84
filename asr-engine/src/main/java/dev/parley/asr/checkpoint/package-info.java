/// Reads trained Whisper weights from the containers in which they are published.
@NullMarked
package dev.parley.asr.checkpoint;

import org.jspecify.annotations.NullMarked;
