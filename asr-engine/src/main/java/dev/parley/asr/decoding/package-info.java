/// From an encoded window to text: what may be said next, which choice is taken, whether the result
/// can be believed, and when each word was spoken.
@NullMarked
package dev.parley.asr.decoding;

import org.jspecify.annotations.NullMarked;
