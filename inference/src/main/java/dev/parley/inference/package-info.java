/// Where and when models run: the executor that every engine shares.
@NullMarked
package dev.parley.inference;

import org.jspecify.annotations.NullMarked;
