package dev.parley.audio.file;

import java.nio.ByteBuffer;

/// A packet of an Ogg stream and what its last page says.
///
/// @param data read with [#bytes()]
/// @param pageGranule the stream's position at the end of the page, -1 if unstated
/// @param endsPage whether no other packet ends on that page
/// @param onLastPage whether that page is the last of its stream
/// @param startsStream whether a new stream starts with this packet
record OggPacket(
    ByteBuffer data, long pageGranule, boolean endsPage, boolean onLastPage, boolean startsStream) {
  byte[] bytes() {
    byte[] bytes = new byte[data.remaining()];
    data.get(data.position(), bytes);
    return bytes;
  }
}
