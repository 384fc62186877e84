/// Language models: one interface, the embedded model and remote ones behind it, and the router.
@NullMarked
package dev.parley.server.llm;

import org.jspecify.annotations.NullMarked;
