/// Graphs of models made up for tests.
@NullMarked
package dev.parley.server.llm.embedded.graph;

import org.jspecify.annotations.NullMarked;
