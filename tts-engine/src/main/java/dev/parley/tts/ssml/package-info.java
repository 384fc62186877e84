/// The subset of the Speech Synthesis Markup Language that Parley speaks: documents become scripts.
@NullMarked
package dev.parley.tts.ssml;

import org.jspecify.annotations.NullMarked;
