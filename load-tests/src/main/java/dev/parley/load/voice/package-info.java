/// Parley's voice: how soon and how fast it speaks beside other engines, whether it is understood,
/// and whether its phonemes and the times of its words are right.
///
/// Every engine speaks in a process of its own, Parley's too, so that memory and threads are those
/// of the voice alone.
@NullMarked
package dev.parley.load.voice;

import org.jspecify.annotations.NullMarked;
