package dev.parley.audio.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.Obuffer;
import org.jspecify.annotations.Nullable;

/// The samples of an MP3 file (MPEG audio, layers 1 to 3), decoded by JLayer.
///
/// The silence that encoder and decoder add is cut off where the file tells its length, so times
/// are those of the audio that was encoded.
final class Mp3Source implements SampleSource {
  /// JLayer's full scale.
  private static final float FULL_SCALE = 32_700f;

  /// Frames in a row without audio after which a file counts as broken off.
  private static final int TOLERATED_FAILURES = 100;

  private final InputStream stream;
  private final Bitstream frames;
  private final Decoder decoder = new Decoder();
  private final Pcm pcm;
  private final AudioFileInfo info;
  private long skip;
  private long remaining = Long.MAX_VALUE;
  private boolean tagFrame;

  /// @param stream from the first byte of `head` on
  /// @param head the start of the stream, with a frame in it
  /// @param length the bytes of the stream, -1 if unknown
  Mp3Source(InputStream stream, byte[] head, long length) throws IOException {
    int first = Mp3Header.find(head);
    Mp3Header header =
        Mp3Header.at(head, first)
            .orElseThrow(() -> new BrokenAudioException("it holds no MP3 frame"));
    stream.skipNBytes(first);
    this.stream = stream;
    this.frames = new Bitstream(stream);
    this.pcm = new Pcm(header.channels());
    decoder.setOutputBuffer(pcm);
    Optional<LameTag> tag = LameTag.of(head, first, header);
    this.tagFrame = tag.isPresent();
    long samples = length < 0 ? -1 : (length - first) * 8 * header.sampleRate() / header.bitRate();
    if (tag.isPresent()) {
      samples = tag.get().frames() < 0 ? -1 : tag.get().frames() * header.samples();
      if (tag.get().delay() >= 0) {
        skip = (long) tag.get().delay() + LameTag.DECODER_DELAY;
        samples = samples < 0 ? -1 : Math.max(0, samples - tag.get().delay() - tag.get().padding());
        remaining = samples < 0 ? Long.MAX_VALUE : samples;
      }
    }
    this.info = AudioFileInfo.of("MP3", header.sampleRate(), header.channels(), samples);
  }

  @Override
  public AudioFileInfo info() {
    return info;
  }

  @Override
  public float[] next() throws IOException {
    for (int failures = 0; failures < TOLERATED_FAILURES && remaining > 0; ) {
      float @Nullable [] frame = frame();
      if (frame == null) {
        break;
      }
      failures = frame.length == 0 ? failures + 1 : 0;
      int skipped = (int) Math.min(skip, frame.length);
      skip -= skipped;
      int kept = (int) Math.min(remaining, frame.length - skipped);
      if (kept > 0) {
        remaining -= kept;
        return Arrays.copyOfRange(frame, skipped, skipped + kept);
      }
    }
    return new float[0];
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  /// The mono samples of the next frame, none if it cannot be decoded; null at the end.
  private float @Nullable [] frame() throws IOException {
    pcm.clear_buffer();
    try {
      Header header = frames.readFrame();
      if (header == null) {
        return null;
      }
      if (!tagFrame) {
        decoder.decodeFrame(header, frames);
      }
      tagFrame = false;
      return pcm.mono();
    } catch (BitstreamException e) {
      if (e.getException() instanceof IOException failure) {
        throw failure;
      }
      return null;
    } catch (DecoderException | RuntimeException e) {
      // A damaged frame: JLayer fails in many ways, and the next frame may be sound.
      return new float[0];
    } finally {
      frames.closeFrame();
    }
  }

  /// Takes JLayer's samples before it rounds them.
  private static final class Pcm extends Obuffer {
    private final float[][] channels;
    private final int[] filled;

    Pcm(int channels) {
      this.channels = new float[channels][OBUFFERSIZE];
      this.filled = new int[channels];
    }

    float[] mono() {
      float[] mono = new float[filled[0]];
      for (float[] channel : channels) {
        for (int i = 0; i < mono.length; i++) {
          mono[i] += channel[i] / (FULL_SCALE * channels.length);
        }
      }
      return mono;
    }

    @Override
    public void appendSamples(int channel, float[] samples) {
      if (channel < channels.length && filled[channel] + samples.length <= OBUFFERSIZE) {
        System.arraycopy(samples, 0, channels[channel], filled[channel], samples.length);
        filled[channel] += samples.length;
      }
    }

    @Override
    public void append(int channel, short sample) {
      appendSamples(channel, new float[] {sample});
    }

    @Override
    public void clear_buffer() {
      Arrays.fill(filled, 0);
    }

    @Override
    public void write_buffer(int value) {}

    @Override
    public void close() {}

    @Override
    public void set_stop_flag() {}
  }
}
