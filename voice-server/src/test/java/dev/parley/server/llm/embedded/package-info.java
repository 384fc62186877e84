/// The embedded model, tested on its real weights.
@NullMarked
package dev.parley.server.llm.embedded;

import org.jspecify.annotations.NullMarked;
