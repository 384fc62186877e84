package dev.parley.asr.decoding;

import dev.parley.asr.model.TextDecoder;
import java.nio.FloatBuffer;

/// A decoding that was fed a guess of what comes next, a draft, and scored behind each token of it.
/// While the tokens that are fed are those of the draft, nothing is computed; at the first other
/// one, the rest of the draft is forgotten.
final class DraftedDecoder implements TextDecoder {
  private final TextDecoder decoder;
  private final int[] draft;
  private final FloatBuffer rows;
  private final int start;
  private int accepted;
  private boolean left;

  /// @param decoder has been fed the prompt and the draft, and stays the caller's
  /// @param rows the scores behind the token before the draft and behind each token of it, as
  ///     [TextDecoder#verify] gave them
  DraftedDecoder(TextDecoder decoder, int[] draft, FloatBuffer rows) {
    this.decoder = decoder;
    this.draft = draft;
    this.rows = rows;
    this.start = decoder.length() - draft.length;
  }

  /// Forgets what is left of the draft.
  void leaveDraft() {
    if (!left) {
      int length = length();
      left = true;
      if (length < decoder.length()) {
        decoder.truncate(length);
      }
    }
  }

  @Override
  public FloatBuffer feed(int... tokens) {
    if (!left && tokens.length == 1 && accepted < draft.length && draft[accepted] == tokens[0]) {
      accepted++;
      return scores();
    }
    leaveDraft();
    return decoder.feed(tokens);
  }

  @Override
  public FloatBuffer verify(int... tokens) {
    leaveDraft();
    return decoder.verify(tokens);
  }

  @Override
  public FloatBuffer scores() {
    if (!left) {
      int vocabulary = rows.capacity() / (1 + draft.length);
      return rows.slice(accepted * vocabulary, vocabulary);
    }
    return decoder.scores();
  }

  @Override
  public TextDecoder fork() {
    leaveDraft();
    return decoder.fork();
  }

  @Override
  public int length() {
    return left ? decoder.length() : start + accepted;
  }

  @Override
  public void truncate(int length) {
    leaveDraft();
    decoder.truncate(length);
  }

  @Override
  public float[] alignment(int index) {
    return decoder.alignment(index);
  }

  @Override
  public int alignmentHeads() {
    return decoder.alignmentHeads();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
