/// The weights of a checkpoint in the format that whisper.cpp reads.
@NullMarked
package dev.parley.load.ggml;

import org.jspecify.annotations.NullMarked;
