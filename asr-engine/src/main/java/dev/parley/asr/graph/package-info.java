/// Turns a Whisper checkpoint into ONNX graphs that are tuned for live speech, once per checkpoint.
@NullMarked
package dev.parley.asr.graph;

import org.jspecify.annotations.NullMarked;
