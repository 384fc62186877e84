/// Other engines and the scoring, which run in processes beside this one, and how they take turns.
@NullMarked
package dev.parley.load.peer;

import org.jspecify.annotations.NullMarked;
