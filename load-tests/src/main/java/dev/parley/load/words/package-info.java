/// How exact the times of words are.
@NullMarked
package dev.parley.load.words;

import org.jspecify.annotations.NullMarked;
