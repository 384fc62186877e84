package dev.parley.audio.file;

/// Follows the positions of an Ogg stream, to cut off what the last packets hold beyond its end.
final class GranuleClock {
  private long decoded;

  /// The position of the first sample, which is not 0 in a recording of a running broadcast.
  private long base = -1;

  /// How many of the `samples` decoded from `packet` belong to the stream.
  int keep(OggPacket packet, int samples) {
    decoded += samples;
    if (packet.pageGranule() < 0) {
      return samples;
    }
    if (packet.onLastPage()) {
      long excess = Math.max(0, base) + decoded - packet.pageGranule();
      return Math.clamp(samples - excess, 0, samples);
    }
    if (base < 0 && packet.endsPage()) {
      base = Math.max(0, packet.pageGranule() - decoded);
    }
    return samples;
  }
}
