package dev.parley.client.cli.talk;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.client.audio.AudioSource;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A recording, and after it silence as from an open microphone until the conversation has been
/// quiet for a second and a half.
final class FileThenSilence implements AudioSource {
  private static final int FRAMES_A_SECOND = 50;
  private static final int QUIET_FRAMES = 75;

  private final AudioSource file;
  private final BooleanSupplier quiet;
  private boolean fileEnded;
  private long end;
  private int quietFrames;

  /// @param quiet whether nothing is going on, asked once a frame of silence
  FileThenSilence(AudioSource file, BooleanSupplier quiet) {
    this.file = file;
    this.quiet = quiet;
  }

  @Override
  public PcmFormat format() {
    return file.format();
  }

  @Override
  public Optional<PcmFrame> next() throws IOException, InterruptedException {
    if (!fileEnded) {
      Optional<PcmFrame> frame = file.next();
      if (frame.isPresent()) {
        end = frame.get().end();
        return frame;
      }
      fileEnded = true;
    }
    quietFrames = quiet.getAsBoolean() ? quietFrames + 1 : 0;
    if (quietFrames > QUIET_FRAMES) {
      return Optional.empty();
    }
    PcmFrame silence =
        PcmFrame.of(format(), end, new float[format().sampleRate() / FRAMES_A_SECOND]);
    end = silence.end();
    return Optional.of(silence);
  }

  @Override
  public void close() {
    file.close();
  }
}
