package dev.parley.load.caller;

/// A stretch of a reply that sounded from the loudspeaker without a gap.
///
/// @param start on the time line of the call, in samples of 16 kHz
/// @param end likewise
/// @param offset of its first sample within the reply's audio
/// @param stop why it ended
public record Sounding(String replyId, long start, long end, long offset, Stop stop) {
  /// Why a reply stops sounding.
  public enum Stop {
    /// There was no more audio.
    DRAINED,
    /// The server paused it.
    PAUSED,
    /// The server stopped it for good while it sounded.
    DROPPED
  }

  /// Where in the reply's audio the stretch ended.
  public long heard() {
    return offset + end - start;
  }
}
