/// The small language model that the server carries itself.
@NullMarked
package dev.parley.server.llm.embedded;

import org.jspecify.annotations.NullMarked;
