/// The server that benchmarks talk to: one that runs already, or a process beside this one with a
/// language model that answers at once.
@NullMarked
package dev.parley.load.host;

import org.jspecify.annotations.NullMarked;
