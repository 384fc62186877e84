/// The vocabulary of audio: formats, frames and the stages that frames flow through.
@NullMarked
package dev.parley.audio;

import org.jspecify.annotations.NullMarked;
