/// Writes ONNX files: graphs of operators with their weights, made by Parley itself.
@NullMarked
package dev.parley.inference.graph;

import org.jspecify.annotations.NullMarked;
