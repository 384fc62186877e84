/// How speech sounds apart from its words: pace, loudness, pitch.
@NullMarked
package dev.parley.tts.prosody;

import org.jspecify.annotations.NullMarked;
