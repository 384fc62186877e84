package dev.parley.client.cli.talk;

import dev.parley.audio.PcmFrame;

/// Where replies are heard.
interface ReplyOutput extends AutoCloseable {
  /// Takes a short frame and returns about when there is room for the next.
  void play(PcmFrame frame) throws InterruptedException;

  /// Returns when everything taken has been heard.
  void drain() throws InterruptedException;

  /// Silences what was taken and has not been heard yet.
  void drop();

  @Override
  void close();
}
