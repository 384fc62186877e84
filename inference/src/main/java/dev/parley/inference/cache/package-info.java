/// Graphs that are made of a model once and found again at every later start.
@NullMarked
package dev.parley.inference.cache;

import org.jspecify.annotations.NullMarked;
