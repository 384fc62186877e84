/// Parley against other recognisers with the same weights, on the same clips.
@NullMarked
package dev.parley.load.duel;

import org.jspecify.annotations.NullMarked;
