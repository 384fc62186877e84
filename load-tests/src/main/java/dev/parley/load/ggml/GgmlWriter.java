package dev.parley.load.ggml;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.asr.model.WhisperDimensions;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.feature.LogMel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes the first file format of whisper.cpp, which is the one that it still reads: sizes, mel
/// filters, vocabulary, tensors. Everything is little-endian, without padding.
///
/// Matrices are float16. Biases, norms and positions are float32, because whisper.cpp allocates
/// them so and takes no other type.
final class GgmlWriter {
  /// Whenever the same checkpoint makes another file.
  static final int VERSION = 1;

  private static final int MAGIC = 0x67676d6c;
  private static final int FLOAT32 = 0;
  private static final int FLOAT16 = 1;

  private final OutputStream out;

  private GgmlWriter(OutputStream out) {
    this.out = out;
  }

  /// @param out stays open
  static void write(WhisperCheckpoint checkpoint, Tokenizer tokenizer, OutputStream out)
      throws IOException {
    GgmlWriter writer = new GgmlWriter(out);
    writer.sizes(checkpoint.dimensions());
    writer.filters(checkpoint.dimensions().melBins());
    writer.vocabulary(tokenizer);
    for (Map.Entry<String, Weight> tensor : OpenAiTensors.of(checkpoint).entrySet()) {
      writer.tensor(tensor.getKey(), tensor.getValue());
    }
  }

  private void sizes(WhisperDimensions dimensions) throws IOException {
    numbers(
        MAGIC,
        dimensions.vocabulary(),
        dimensions.audioContext(),
        dimensions.width(),
        dimensions.heads(),
        dimensions.encoderLayers(),
        dimensions.textContext(),
        dimensions.width(),
        dimensions.heads(),
        dimensions.decoderLayers(),
        dimensions.melBins(),
        FLOAT16);
  }

  private void filters(int melBins) throws IOException {
    float[][] rows = LogMel.weights(melBins);
    numbers(rows.length, rows[0].length);
    for (float[] row : rows) {
      floats(row);
    }
  }

  /// Only text: whisper.cpp knows the special tokens by their numbers.
  private void vocabulary(Tokenizer tokenizer) throws IOException {
    int count = tokenizer.special().endOfText();
    numbers(count);
    for (int token = 0; token < count; token++) {
      byte[] piece = tokenizer.bytes(token);
      numbers(piece.length);
      out.write(piece);
    }
  }

  private void tensor(String name, Weight weight) throws IOException {
    boolean convolutionBias = name.startsWith("encoder.conv") && name.endsWith(".bias");
    boolean whole = weight.shape().size() == 1 || name.endsWith(".positional_embedding");
    int ownDimensions = weight.shape().size();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    numbers(convolutionBias ? 2 : ownDimensions, bytes.length, whole ? FLOAT32 : FLOAT16);
    // It is added to a matrix with a row for each channel, so it is a column.
    if (convolutionBias) {
      numbers(1);
    }
    for (int axis = ownDimensions - 1; axis >= 0; axis--) {
      numbers(weight.size(axis));
    }
    out.write(bytes);
    if (whole) {
      floats(weight.floats());
    } else {
      halves(weight.floats());
    }
  }

  private void numbers(int... values) throws IOException {
    byte[] bytes = new byte[values.length * Integer.BYTES];
    littleEndian(bytes).asIntBuffer().put(values);
    out.write(bytes);
  }

  private void floats(float[] values) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    littleEndian(bytes).asFloatBuffer().put(values);
    out.write(bytes);
  }

  private void halves(float[] values) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Short.BYTES)];
    ByteBuffer buffer = littleEndian(bytes);
    for (float value : values) {
      buffer.putShort(Float.floatToFloat16(value));
    }
    out.write(bytes);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
