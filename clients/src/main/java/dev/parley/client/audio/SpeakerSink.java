package dev.parley.client.audio;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.audio.codec.EncodedAudio;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/// The machine's default loudspeaker.
///
/// [#write] blocks while the card's short buffer is full, so that little is left to be dropped when
/// somebody interrupts. [#drop] and [#played] may be called from any thread.
public final class SpeakerSink implements AudioSink {
  private static final int BUFFER_MILLISECONDS = 120;

  private final SourceDataLine line;
  private final PcmFormat format;
  private final AudioEncoder encoder;

  private SpeakerSink(SourceDataLine line, PcmFormat format) {
    this.line = line;
    this.format = format;
    this.encoder = AudioEncoder.of(AudioEncoding.LINEAR16, format);
  }

  /// Opens the loudspeaker.
  ///
  /// @throws SoundDeviceException if there is none that plays this format
  public static SpeakerSink open(PcmFormat format) {
    AudioFormat layout = SoundCard.layout(format);
    try {
      SourceDataLine line =
          (SourceDataLine) AudioSystem.getLine(new DataLine.Info(SourceDataLine.class, layout));
      line.open(layout, format.sampleRate() * BUFFER_MILLISECONDS / 1_000 * layout.getFrameSize());
      line.start();
      return new SpeakerSink(line, format);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw new SoundDeviceException(
          "No loudspeaker can be opened; connect one or write to a file instead.", e);
    }
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public void write(PcmFrame frame) {
    if (!frame.format().equals(format)) {
      throw new IllegalArgumentException(
          "The loudspeaker plays %s, not %s.".formatted(format, frame.format()));
    }
    for (EncodedAudio piece : encoder.encode(frame)) {
      line.write(piece.bytes(), 0, piece.bytes().length);
    }
  }

  /// The number of samples that have been heard since the loudspeaker was opened.
  public long played() {
    return line.getLongFramePosition();
  }

  /// Waits until everything written has been heard.
  public void drain() {
    line.drain();
  }

  /// Silences what was written and has not been heard yet.
  public void drop() {
    line.stop();
    line.flush();
    line.start();
  }

  @Override
  public void flush() {}

  @Override
  public String describe() {
    return "loudspeaker at " + format.sampleRate() + " Hz";
  }

  @Override
  public void close() {
    line.close();
  }
}
