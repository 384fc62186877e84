package dev.parley.asr.model;

import java.nio.FloatBuffer;

/// One decoding: the tokens fed so far and what the network remembers of them. Not thread-safe.
public interface TextDecoder extends AutoCloseable {
  /// Feeds tokens behind those fed before.
  ///
  /// @return the scores behind the last of them, as [#scores] gives them
  /// @throws IllegalStateException if the text context would overflow
  FloatBuffer feed(int... tokens);

  /// Feeds tokens behind those fed before, at about the cost of one.
  ///
  /// @return for every one of them the scores of the token behind it, a row each, a buffer that the
  ///     decoder owns and that is valid until tokens are fed again
  /// @throws IllegalStateException if the text context would overflow
  FloatBuffer verify(int... tokens);

  /// The score of every token of the vocabulary as the next one (logits), behind the last token
  /// that was fed; a buffer that the decoder owns and that is valid until the next call.
  FloatBuffer scores();

  /// Another decoding of the same audio that has been fed the same tokens, to be closed by the
  /// caller.
  TextDecoder fork();

  /// The number of tokens fed.
  int length();

  /// Forgets all tokens but the first `length`.
  void truncate(int length);

  /// How the alignment heads looked at the audio while token number `index` was fed: the raw
  /// attention scores (before softmax), head after head, `positions` values each. Must not be
  /// changed.
  float[] alignment(int index);

  /// The number of alignment heads.
  int alignmentHeads();

  @Override
  void close();
}
