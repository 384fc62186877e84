/// Written English to spoken English: numbers, dates, money, abbreviations and symbols become the
/// words that are said; markdown and emoji go. Every character of the result knows which written
/// characters it stands for.
@NullMarked
package dev.parley.tts.english.normalize;

import org.jspecify.annotations.NullMarked;
