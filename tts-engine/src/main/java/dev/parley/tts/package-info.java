/// Text to speech: a shared synthesiser that opens a private stream per reply.
@NullMarked
package dev.parley.tts;

import org.jspecify.annotations.NullMarked;
