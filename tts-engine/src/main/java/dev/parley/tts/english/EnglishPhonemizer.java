package dev.parley.tts.english;

import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.tts.english.WordReader.Reading;
import dev.parley.tts.english.normalize.EnglishNormalizer;
import dev.parley.tts.english.normalize.SpannedText;
import dev.parley.tts.phoneme.GivenPhonemes;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.phoneme.TokenExchange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// English text to the misaki phonemes of Kokoro and hibari voices: spoken form, tokens, parts of
/// speech, lexicon, and a small net for unknown words.
///
/// [#phonemize] computes on the calling thread: about a millisecond for each word that is neither
/// in the lexicon nor among the last few thousand guessed ones, and next to nothing for the others.
public final class EnglishPhonemizer implements Phonemizer {
  private final EnglishNormalizer normalizer;
  private final Tokenizer tokenizer;
  private final SpeechTagger tagger;
  private final WordReader reader;
  private final UnknownWordNet net;

  private EnglishPhonemizer(
      Accent accent,
      Tokenizer tokenizer,
      SpeechTagger tagger,
      Lexicon lexicon,
      UnknownWordNet net) {
    this.normalizer = new EnglishNormalizer(accent.conventions());
    this.tokenizer = tokenizer;
    this.tagger = tagger;
    this.reader = new WordReader(lexicon, net);
    this.net = net;
  }

  /// Loads the lexica, the tagger and the net for unknown words.
  ///
  /// @param folder the files of the model `english-phonemes`
  /// @throws java.io.UncheckedIOException with a sentence if a file is missing or damaged
  public static EnglishPhonemizer load(Path folder, OnnxRuntime runtime, Accent accent) {
    ModelFiles files = new ModelFiles(folder);
    return new EnglishPhonemizer(
        accent,
        files.read("tokenizer_exceptions.json", Tokenizer::read),
        files.read("tagger.json.gz", SpeechTagger::read),
        Lexicon.load(files, accent),
        UnknownWordNet.load(files, runtime, accent));
  }

  @Override
  public Phonemes phonemize(String text) {
    SpannedText spoken = normalizer.normalize(text);
    List<TextToken> words = tokenizer.tokenize(spoken.text());
    List<String> tags = tagger.tag(words.stream().map(TextToken::text).toList());
    List<Phonemes.Token> tokens = new ArrayList<>(words.size());
    for (Reading reading : reader.read(words, tags)) {
      if (!reading.phonemes().isEmpty()) {
        int start = spoken.originalStart(reading.start());
        int end = spoken.originalEnd(reading.end() - 1);
        tokens.add(new Phonemes.Token(start, end, reading.phonemes(), reading.blank()));
      } else if (reading.blank() && !tokens.isEmpty()) {
        tokens.set(tokens.size() - 1, withBlank(tokens.getLast(), true));
      }
    }
    if (!tokens.isEmpty()) {
      tokens.set(tokens.size() - 1, withBlank(tokens.getLast(), false));
    }
    return Phonemes.of(tokens);
  }

  @Override
  public Phonemes phonemize(String text, List<GivenPhonemes> given) {
    if (given.isEmpty()) {
      return phonemize(text);
    }
    return TokenExchange.in(phonemize(text), given)
        .orElseGet(() -> Phonemizer.super.phonemize(text, given));
  }

  @Override
  public void close() {
    net.close();
  }

  private static Phonemes.Token withBlank(Phonemes.Token token, boolean blank) {
    return new Phonemes.Token(token.start(), token.end(), token.phonemes(), blank);
  }
}
