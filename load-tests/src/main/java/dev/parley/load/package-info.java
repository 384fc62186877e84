/// `parley bench`: the benchmarks, one command each.
@NullMarked
package dev.parley.load;

import org.jspecify.annotations.NullMarked;
