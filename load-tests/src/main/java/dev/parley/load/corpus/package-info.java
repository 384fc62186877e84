/// The recordings that benchmarks listen to, with what is said in them.
@NullMarked
package dev.parley.load.corpus;

import org.jspecify.annotations.NullMarked;
