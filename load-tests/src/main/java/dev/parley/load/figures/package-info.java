/// The arithmetic of measuring, and how figures are printed.
@NullMarked
package dev.parley.load.figures;

import org.jspecify.annotations.NullMarked;
