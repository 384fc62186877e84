/// Recordings without speech or with hesitant speech: which words are recognised in them.
@NullMarked
package dev.parley.load.noise;

import org.jspecify.annotations.NullMarked;
