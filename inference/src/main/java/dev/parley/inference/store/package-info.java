/// The model store: which files make up a model, where they come from and where they are kept.
@NullMarked
package dev.parley.inference.store;

import org.jspecify.annotations.NullMarked;
