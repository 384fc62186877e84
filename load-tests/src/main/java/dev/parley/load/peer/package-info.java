/// Other recognisers and the scoring, which run in a Python process beside this one.
@NullMarked
package dev.parley.load.peer;

import org.jspecify.annotations.NullMarked;
