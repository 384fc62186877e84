package dev.parley.asr.model;

import java.nio.FloatBuffer;

/// One decoding: the tokens fed so far and what the network remembers of them. Not thread-safe.
public interface TextDecoder extends AutoCloseable {
  /// Feeds tokens behind those fed before.
  ///
  /// @return the score of every token of the vocabulary as the next one (logits), a buffer that
  ///     the decoder owns and that is valid until the next call
  /// @throws IllegalStateException if the text context would overflow
  FloatBuffer feed(int... tokens);

  /// The number of tokens fed.
  int length();

  /// Forgets all tokens but the first `length`.
  void truncate(int length);

  /// How the alignment heads looked at the audio while token number `index` was fed: the raw
  /// attention scores (before softmax), head after head, `positions` values each. A copy.
  float[] alignment(int index);

  /// The number of alignment heads.
  int alignmentHeads();

  @Override
  void close();
}
