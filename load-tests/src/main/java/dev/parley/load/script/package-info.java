/// Calls by a script: what the caller does, step by step, and what came of it.
@NullMarked
package dev.parley.load.script;

import org.jspecify.annotations.NullMarked;
