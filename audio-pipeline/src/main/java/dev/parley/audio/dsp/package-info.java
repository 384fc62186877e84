/// Stages that change the rate or the length of frames.
@NullMarked
package dev.parley.audio.dsp;

import org.jspecify.annotations.NullMarked;
