/// Manners of a server that speaks: who may interrupt it, what may not, and what it remembers.
@NullMarked
package dev.parley.load.manners;

import org.jspecify.annotations.NullMarked;
