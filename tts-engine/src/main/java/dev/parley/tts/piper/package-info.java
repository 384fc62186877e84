/// The voices of the Piper project: VITS networks, one file a voice, in some forty languages.
@NullMarked
package dev.parley.tts.piper;

import org.jspecify.annotations.NullMarked;
