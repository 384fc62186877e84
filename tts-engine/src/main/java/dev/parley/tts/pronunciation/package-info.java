/// How words are said that somebody gives another pronunciation than the phonemizer would: lexica,
/// phonemes written into the text, aliases.
@NullMarked
package dev.parley.tts.pronunciation;

import org.jspecify.annotations.NullMarked;
