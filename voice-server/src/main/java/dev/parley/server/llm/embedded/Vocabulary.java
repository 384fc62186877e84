package dev.parley.server.llm.embedded;

import dev.parley.asr.token.ByteAlphabet;
import dev.parley.asr.token.BytePairEncoding;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.WordPattern;
import dev.parley.inference.gguf.GgufException;
import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.gguf.GgufMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Between text and the tokens of a language model, as its GGUF file describes them. Immutable,
/// thread-safe.
///
/// Special tokens are recognised in a text by their names, such as `<|im_end|>`.
final class Vocabulary {
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;

  /// Names of tokens that end an answer, whatever the settings say.
  private static final List<String> ENDS = List.of("<|im_end|>", "<|endoftext|>");

  private final List<byte[]> pieces;
  private final BytePairEncoding encoding;
  private final Map<String, Integer> special;
  private final Pattern marks;
  private final BitSet controls = new BitSet();
  private final BitSet ends = new BitSet();
  private final OptionalInt beginning;

  private Vocabulary(GgufMetadata settings, WordPattern words) {
    List<String> tokens = settings.texts("tokenizer.ggml.tokens");
    int[] types = settings.wholes("tokenizer.ggml.token_type");
    Map<String, Integer> ordinary = HashMap.newHashMap(tokens.size());
    List<byte[]> texts = new ArrayList<>(tokens.size());
    special = new HashMap<>();
    for (int token = 0; token < tokens.size(); token++) {
      String text = tokens.get(token);
      int type = types[token];
      if (type == CONTROL || type == USER_DEFINED) {
        special.put(text, token);
        texts.add(text.getBytes(StandardCharsets.UTF_8));
      } else {
        ordinary.put(text, token);
        texts.add(ByteAlphabet.toBytes(text));
      }
      controls.set(token, type == CONTROL);
    }
    pieces = List.copyOf(texts);
    encoding = new BytePairEncoding(words, ordinary, ranks(settings));
    marks =
        Pattern.compile(
            special.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    settings.findWhole("tokenizer.ggml.eos_token_id").ifPresent(ends::set);
    settings.findWhole("tokenizer.ggml.eot_token_id").ifPresent(ends::set);
    ENDS.stream().filter(special::containsKey).mapToInt(special::get).forEach(ends::set);
    beginning =
        settings.flag("tokenizer.ggml.add_bos_token", false)
            ? settings.findWhole("tokenizer.ggml.bos_token_id")
            : OptionalInt.empty();
  }

  /// Reads the vocabulary.
  ///
  /// @throws GgufException if it is not a byte-level byte pair encoding, or cuts words in a way
  ///     that is not known
  static Vocabulary of(GgufFile file) {
    GgufMetadata settings = file.metadata();
    String kind = settings.text("tokenizer.ggml.model");
    String cuts = settings.findText("tokenizer.ggml.pre").orElse("gpt-2");
    if (!kind.equals("gpt2")) {
      throw unsupported(file, "the kind '%s'".formatted(kind));
    }
    WordPattern words =
        switch (cuts) {
          case "gpt-2" -> WordPattern.GPT2;
          case "smollm" -> WordPattern.SMOLLM;
          default -> throw unsupported(file, "words cut as '%s'".formatted(cuts));
        };
    int tokens = settings.texts("tokenizer.ggml.tokens").size();
    if (settings.wholes("tokenizer.ggml.token_type").length != tokens) {
      throw new GgufException(
          file.file(),
          "is damaged: its tokens and their types differ in number",
          "Download it again, or run `parley models verify`.");
    }
    try {
      return new Vocabulary(settings, words);
    } catch (IndexOutOfBoundsException _) {
      throw unsupported(file, "tokens that are not made of bytes");
    }
  }

  int size() {
    return pieces.size();
  }

  boolean contains(String specialToken) {
    return special.containsKey(specialToken);
  }

  /// The token that a text begins with, if the model wants one.
  OptionalInt beginning() {
    return beginning;
  }

  /// The tokens of a text, without [#beginning].
  int[] encode(String text) {
    TokenList encoded = new TokenList();
    Matcher mark = marks.matcher(text);
    int from = 0;
    while (!special.isEmpty() && mark.find()) {
      encoded.addAll(encoding.encode(text.substring(from, mark.start())).toArray());
      encoded.add(special.getOrDefault(mark.group(), 0));
      from = mark.end();
    }
    encoded.addAll(encoding.encode(text.substring(from)).toArray());
    return encoded.toArray();
  }

  int count(String text) {
    return encode(text).length;
  }

  /// The UTF-8 of a token, which may begin or end inside a character; nothing for one that only
  /// controls.
  byte[] bytes(int token) {
    return controls.get(token) ? new byte[0] : pieces.get(token).clone();
  }

  /// Whether an answer is over with this token.
  boolean ends(int token) {
    return ends.get(token);
  }

  /// The tokens whose text is so, special ones by their names.
  TokenSet matching(Predicate<String> text) {
    return new TokenSet(
        IntStream.range(0, size())
            .filter(token -> text.test(new String(pieces.get(token), StandardCharsets.UTF_8))));
  }

  private static Map<String, Integer> ranks(GgufMetadata settings) {
    List<String> merges = settings.texts("tokenizer.ggml.merges");
    Map<String, Integer> ranks = HashMap.newHashMap(merges.size());
    for (String merge : merges) {
      ranks.put(merge, ranks.size());
    }
    return ranks;
  }

  private static GgufException unsupported(GgufFile file, String what) {
    return new GgufException(
        file.file(),
        "has a vocabulary with %s, which the embedded language model does not know".formatted(what),
        "Serve it with Ollama or llama-server and name that as a provider of type openai.");
  }
}
