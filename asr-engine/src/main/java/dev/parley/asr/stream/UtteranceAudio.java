package dev.parley.asr.stream;

import dev.parley.audio.PcmFrame;

/// The audio of one utterance as it arrives: samples that the recognition has not taken yet, where
/// they stand in the session's stream, and where it last was loud.
///
/// Thread-safe: the session writes, the worker and the inference thread read.
final class UtteranceAudio {
  private static final long NONE = -1;

  /// −66 dB of full scale: quieter than any speech that can be understood.
  private static final double SILENT = 5e-4;

  /// −26 dB of the loudest: quieter than the speech around it.
  private static final double QUIET = 0.05;

  /// 20 ms.
  private static final int BLOCK = 320;

  /// 200 ms of quiet behind speech: no word goes on after it.
  private static final long SETTLED = 3_200;

  private final SampleQueue waiting = new SampleQueue();
  private final Timeline timeline = new Timeline();
  private final long startPosition;
  private double blockEnergy;
  private int blockLength;
  private double loudest;
  private long lastLoud;
  private long pausedAt = NONE;
  private boolean closed;
  private long closedAt;

  /// @param startPosition where the utterance stands if no audio ever arrives
  UtteranceAudio(long startPosition) {
    this.startPosition = startPosition;
  }

  synchronized void add(PcmFrame frame) {
    int silence = timeline.advance(frame.position(), frame.length());
    waiting.addSilence(silence);
    waiting.add(frame);
    long end = timeline.length();
    for (int i = 0; i < frame.length(); i++) {
      float sample = frame.sample(i);
      blockEnergy += (double) sample * sample;
      if (++blockLength == BLOCK) {
        endBlock(end - frame.length() + i + 1);
      }
    }
  }

  /// What follows is no speech.
  synchronized void pause() {
    if (pausedAt == NONE) {
      pausedAt = timeline.length();
    }
  }

  /// What follows may be speech.
  synchronized void resume() {
    pausedAt = NONE;
  }

  /// The number of samples before the present pause; negative if there is none.
  synchronized long pausedAt() {
    return pausedAt;
  }

  /// @param now of the engine's clock
  synchronized void close(long now) {
    closed = true;
    closedAt = now;
  }

  /// When it was closed.
  synchronized long closedAt() {
    return closedAt;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// The number of samples so far, the silence of gaps included.
  synchronized long length() {
    return timeline.length();
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized float[] drain() {
    return waiting.drain();
  }

  /// Where sample number `offset` of the utterance stands in the session's stream.
  synchronized long position(long offset) {
    return timeline.length() == 0 ? startPosition : timeline.position(offset);
  }

  /// Whether nothing was loud enough to be speech.
  synchronized boolean isSilent() {
    return loudest < SILENT;
  }

  /// Whether what was recognised up to sample number `offset` is all there is: no audio came
  /// afterwards, or only a pause, or only quiet with some quiet before `offset` already.
  synchronized boolean isHeardUpTo(long offset) {
    return offset >= timeline.length()
        || (pausedAt != NONE && pausedAt <= offset)
        || lastLoud + SETTLED <= offset;
  }

  private void endBlock(long end) {
    double level = Math.sqrt(blockEnergy / BLOCK);
    loudest = Math.max(loudest, level);
    if (level > Math.max(SILENT, QUIET * loudest)) {
      lastLoud = end;
    }
    blockEnergy = 0;
    blockLength = 0;
  }
}
