/// Streams of speech in real time: how late transcripts are.
@NullMarked
package dev.parley.load.live;

import org.jspecify.annotations.NullMarked;
