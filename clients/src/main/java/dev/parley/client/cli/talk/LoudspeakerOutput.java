package dev.parley.client.cli.talk;

import dev.parley.audio.PcmFrame;
import dev.parley.client.audio.SpeakerSink;

/// The machine's loudspeaker.
final class LoudspeakerOutput implements ReplyOutput {
  private final SpeakerSink loudspeaker;

  LoudspeakerOutput(SpeakerSink loudspeaker) {
    this.loudspeaker = loudspeaker;
  }

  @Override
  public void play(PcmFrame frame) {
    loudspeaker.write(frame);
  }

  @Override
  public void drain() {
    loudspeaker.drain();
  }

  @Override
  public void drop() {
    loudspeaker.drop();
  }

  @Override
  public void close() {
    loudspeaker.close();
  }
}
