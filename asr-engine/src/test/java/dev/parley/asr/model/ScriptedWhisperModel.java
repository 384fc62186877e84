package dev.parley.asr.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Networks that score tokens by a rule, for tests of decoding and of streams.
public final class ScriptedWhisperModel implements WhisperModel {
  private final WhisperDimensions dimensions;
  private final Function<List<Integer>, float[]> rule;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();
  private final List<Integer> windows = new CopyOnWriteArrayList<>();
  private final List<List<Integer>> decodings = new CopyOnWriteArrayList<>();
  private volatile int advance;

  /// @param rule all tokens fed, to the scores of the whole vocabulary
  public ScriptedWhisperModel(int vocabulary, Function<List<Integer>, float[]> rule) {
    this.dimensions = new WhisperDimensions(80, 1500, 64, 1, 1, 1, vocabulary, 448);
    this.rule = rule;
  }

  /// From now on a token looks that many positions behind the one before it, repeated or not.
  public void moveOn(int positions) {
    advance = positions;
  }

  /// Windows and decoders that were not closed.
  public int open() {
    return open.get();
  }

  /// How often tokens were fed, be it one or several at once.
  public int runs() {
    return runs.get();
  }

  /// The frames of every window encoded so far.
  public List<Integer> windows() {
    return List.copyOf(windows);
  }

  /// What is in the memory of every decoding so far, at its end.
  public List<List<Integer>> decodings() {
    return List.copyOf(decodings);
  }

  @Override
  public WhisperDimensions dimensions() {
    return dimensions;
  }

  @Override
  public EncodedAudio encode(float[] logMel, int frames, ModelUse use) {
    use.throwIfCancelled();
    open.incrementAndGet();
    windows.add(frames);
    return new EncodedAudio() {
      @Override
      public int positions() {
        return frames / 2;
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  @Override
  public TextDecoder decoder(EncodedAudio audio, ModelUse use) {
    open.incrementAndGet();
    return new Decoder(audio.positions(), use, List.of());
  }

  @Override
  public void step(List<TextDecoder> decoders, int[] tokens) {
    for (int i = 0; i < tokens.length; i++) {
      decoders.get(i).feed(tokens[i]);
    }
  }

  @Override
  public void close() {}

  private final class Decoder implements TextDecoder {
    private final int positions;
    private final ModelUse use;
    private final List<Integer> fed = new ArrayList<>();

    Decoder(int positions, ModelUse use, List<Integer> before) {
      this.positions = positions;
      this.use = use;
      fed.addAll(before);
    }

    @Override
    public FloatBuffer feed(int... tokens) {
      runs.incrementAndGet();
      return add(tokens);
    }

    private FloatBuffer add(int... tokens) {
      use.throwIfCancelled();
      for (int token : tokens) {
        fed.add(token);
      }
      return scores();
    }

    @Override
    public FloatBuffer verify(int... tokens) {
      runs.incrementAndGet();
      FloatBuffer rows = FloatBuffer.allocate(tokens.length * dimensions.vocabulary());
      for (int token : tokens) {
        rows.put(add(token));
      }
      return rows.flip();
    }

    @Override
    public FloatBuffer scores() {
      return FloatBuffer.wrap(rule.apply(List.copyOf(fed)));
    }

    @Override
    public TextDecoder fork() {
      open.incrementAndGet();
      return new Decoder(positions, use, fed);
    }

    @Override
    public int length() {
      return fed.size();
    }

    @Override
    public void truncate(int length) {
      fed.subList(length, fed.size()).clear();
    }

    /// Unless they move on, each occurrence of a token looks where its first occurrence looked,
    /// eight positions a token.
    @Override
    public float[] alignment(int index) {
      float[] scores = new float[positions];
      int centre = advance > 0 ? advance * index : 8 * fed.indexOf(fed.get(index));
      for (int i = Math.max(0, centre - 4); i < Math.min(positions, centre + 4); i++) {
        scores[i] = 10;
      }
      return scores;
    }

    @Override
    public int alignmentHeads() {
      return 1;
    }

    @Override
    public void close() {
      decodings.add(List.copyOf(fed));
      open.decrementAndGet();
    }
  }
}
