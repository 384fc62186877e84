package dev.parley.client.audio;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/// The machine's default microphone. It never ends by itself; [#close] from another thread ends it.
public final class Microphone implements AudioSource {
  private static final int FRAME_MILLISECONDS = 20;

  private final TargetDataLine line;
  private final PcmFormat format;
  private final byte[] buffer;
  private final AudioDecoder decoder;

  private Microphone(TargetDataLine line, PcmFormat format) {
    this.line = line;
    this.format = format;
    this.decoder = AudioDecoder.of(AudioEncoding.LINEAR16, format);
    this.buffer =
        new byte
            [format.sampleRate()
                * FRAME_MILLISECONDS
                / 1_000
                * SoundCard.layout(format).getFrameSize()];
  }

  /// Opens the microphone and starts listening.
  ///
  /// @throws SoundDeviceException if there is none that delivers this format
  public static Microphone open(PcmFormat format) {
    AudioFormat layout = SoundCard.layout(format);
    try {
      TargetDataLine line =
          (TargetDataLine) AudioSystem.getLine(new DataLine.Info(TargetDataLine.class, layout));
      line.open(layout);
      line.start();
      return new Microphone(line, format);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw new SoundDeviceException(
          "No microphone can be opened; connect one or give a sound file instead.", e);
    }
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public Optional<PcmFrame> next() {
    int read = line.read(buffer, 0, buffer.length);
    if (read <= 0) {
      return Optional.empty();
    }
    return Optional.of(decoder.decode(ByteBuffer.wrap(buffer, 0, read)));
  }

  @Override
  public void close() {
    line.close();
  }
}
