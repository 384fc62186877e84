/// Text as Whisper's networks see it: numbers for pieces of UTF-8, and special tokens.
@NullMarked
package dev.parley.asr.token;

import org.jspecify.annotations.NullMarked;
