/// GGUF files: the weights, vocabulary and settings of a language model in one file.
@NullMarked
package dev.parley.inference.gguf;

import org.jspecify.annotations.NullMarked;
