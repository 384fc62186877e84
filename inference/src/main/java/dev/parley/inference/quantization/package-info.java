/// What is rounded in finished models.
@NullMarked
package dev.parley.inference.quantization;

import org.jspecify.annotations.NullMarked;
