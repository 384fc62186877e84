/// Files made up for tests.
@NullMarked
package dev.parley.inference.gguf;

import org.jspecify.annotations.NullMarked;
