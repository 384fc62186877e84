package dev.parley.load.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Samples as bare float32, lowest byte first, which is how processes hand them to each other.
public final class RawFile {
  private RawFile() {}

  public static void write(Path file, float... samples) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(samples.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(samples);
    Files.write(file, bytes.array());
  }

  public static float[] read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(samples);
    return samples;
  }
}
