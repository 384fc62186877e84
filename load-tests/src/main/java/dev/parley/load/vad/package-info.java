/// How exactly the voice activity detector finds speech, beside Python's silero-vad.
@NullMarked
package dev.parley.load.vad;

import org.jspecify.annotations.NullMarked;
