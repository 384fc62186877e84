/// Samples as bytes: how live audio travels on a wire.
@NullMarked
package dev.parley.audio.codec;

import org.jspecify.annotations.NullMarked;
