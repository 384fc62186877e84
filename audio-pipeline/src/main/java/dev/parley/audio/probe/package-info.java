/// Stages that watch a chain and change nothing.
@NullMarked
package dev.parley.audio.probe;

import org.jspecify.annotations.NullMarked;
