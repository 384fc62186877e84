/// ONNX Runtime behind five small types. No other package imports `ai.onnxruntime`.
@NullMarked
package dev.parley.inference.onnx;

import org.jspecify.annotations.NullMarked;
