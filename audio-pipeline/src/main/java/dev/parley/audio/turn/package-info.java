/// End of turn: whether a speaker who fell silent has finished.
@NullMarked
package dev.parley.audio.turn;

import org.jspecify.annotations.NullMarked;
