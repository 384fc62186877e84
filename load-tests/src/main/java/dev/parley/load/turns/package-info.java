/// The end of turns: how soon it is found, and how often a pause is taken for it.
@NullMarked
package dev.parley.load.turns;

import org.jspecify.annotations.NullMarked;
