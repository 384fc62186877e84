/// Scripted callers, latency reports and benchmarks.
@NullMarked
package dev.parley.load;

import org.jspecify.annotations.NullMarked;
