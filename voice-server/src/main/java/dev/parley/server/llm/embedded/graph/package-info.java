/// Turns a GGUF file of the Llama family into an ONNX graph.
@NullMarked
package dev.parley.server.llm.embedded.graph;

import org.jspecify.annotations.NullMarked;
