package dev.parley.server.conversation;

/// What the person hears of the present reply.
///
/// @param heard the text of it whose audio was heard so far, whole words
/// @param sounding the text that was heard in the last seconds or is just about to be: what an echo
///     could bring back
public record Playback(String heard, String sounding) {
  /// Nothing was heard yet, or there is no reply.
  public static final Playback NONE = new Playback("", "");
}
