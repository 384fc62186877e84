/// Speech to text: a shared recogniser that opens a private stream per session.
@NullMarked
package dev.parley.asr;

import org.jspecify.annotations.NullMarked;
