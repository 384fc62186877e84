package dev.parley.asr.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Between text and tokens: Whisper's byte-level byte pair encoding, as `tokenizer.json` files
/// describe it. Immutable, thread-safe.
///
/// A token is a piece of UTF-8, so a character may be split over several; [#decode] of a transcript
/// that is still growing may end in the middle of one, which [#decodeFinished] leaves out.
public final class Tokenizer {
  /// Speaker tags, music and other annotations start with these; see [#nonSpeech()].
  private static final List<String> ANNOTATIONS =
      List.of(
          ("\" # ( ) * + / : ; < = > @ [ \\ ] ^ _ ` { | } ~ 「 」 『 』 << >> <<< >>> -- --- -( -[ ("
                  + "' (\" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪")
              .split(" "));

  /// These may take several tokens, of which the first is shared by symbols of their kind only.
  private static final List<String> MUSIC = List.of("♩", "♪", "♫", "♬", "♭", "♮", "♯");

  private final byte[][] pieces;
  private final BytePairEncoding encoding;
  private final SpecialTokens special;
  private final int[] nonSpeech;

  private Tokenizer(byte[][] pieces, BytePairEncoding encoding, SpecialTokens special) {
    this.pieces = pieces;
    this.encoding = encoding;
    this.special = special;
    this.nonSpeech = findNonSpeech();
  }

  /// Reads a `tokenizer.json`.
  ///
  /// @throws UncheckedIOException if the file cannot be read
  /// @throws IllegalArgumentException with a sentence if it is no Whisper tokenizer
  public static Tokenizer read(Path file) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("The tokenizer " + file + " cannot be read.", e);
    }
    try {
      Map<String, Integer> tokens = new HashMap<>();
      root.path("model")
          .path("vocab")
          .properties()
          .forEach(entry -> tokens.put(entry.getKey(), entry.getValue().intValue()));
      Map<String, Integer> ranks = new HashMap<>();
      for (JsonNode merge : root.path("model").path("merges")) {
        String pair =
            merge.isTextual()
                ? merge.textValue()
                : merge.path(0).textValue() + " " + merge.path(1).textValue();
        ranks.put(pair, ranks.size());
      }
      Map<String, Integer> added = new HashMap<>();
      for (JsonNode token : root.path("added_tokens")) {
        added.put(token.path("content").textValue(), token.path("id").intValue());
      }
      SpecialTokens special = SpecialTokens.of(added);
      return new Tokenizer(
          pieces(tokens, special.endOfText()),
          new BytePairEncoding(WordPattern.GPT2, tokens, ranks),
          special);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "%s is not the tokenizer of a Whisper checkpoint: %s. Download the model again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  public SpecialTokens special() {
    return special;
  }

  /// The tokens of `text`; special tokens are not recognised in it.
  public int[] encode(String text) {
    return encoding.encode(text).toArray();
  }

  /// The text of `tokens` without the special ones; U+FFFD where bytes make no character.
  public String decode(int... tokens) {
    return new String(bytes(tokens), StandardCharsets.UTF_8);
  }

  /// Like [#decode], but without a last character of which bytes are still missing.
  public String decodeFinished(int... tokens) {
    byte[] bytes = bytes(tokens);
    return new String(bytes, 0, finishedLength(bytes), StandardCharsets.UTF_8);
  }

  /// The UTF-8 of `tokens` without the special ones; it may begin or end inside a character.
  public byte[] bytes(int... tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int token : tokens) {
      if (special.isText(token)) {
        bytes.writeBytes(pieces[token]);
      }
    }
    return bytes.toByteArray();
  }

  /// The tokens that begin annotations of what is not speech, sorted: quotation marks, brackets,
  /// music, and a hyphen or apostrophe at the beginning of a word. Ordinary punctuation is not
  /// among them.
  public int[] nonSpeech() {
    return nonSpeech.clone();
  }

  private int[] findNonSpeech() {
    SortedSet<Integer> found = new TreeSet<>();
    found.add(encode(" -")[0]);
    found.add(encode(" '")[0]);
    for (String symbol : ANNOTATIONS) {
      addIfSingle(found, encode(symbol));
      addIfSingle(found, encode(" " + symbol));
    }
    for (String symbol : MUSIC) {
      found.add(encode(symbol)[0]);
      found.add(encode(" " + symbol)[0]);
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void addIfSingle(SortedSet<Integer> found, int... tokens) {
    if (tokens.length == 1) {
      found.add(tokens[0]);
    }
  }

  private static byte[][] pieces(Map<String, Integer> tokens, int endOfText) {
    byte @Nullable [][] pieces = new byte[endOfText][];
    tokens.forEach(
        (characters, token) -> {
          if (token >= 0 && token < endOfText) {
            pieces[token] = ByteAlphabet.toBytes(characters);
          }
        });
    byte[][] complete = new byte[endOfText][];
    for (int token = 0; token < endOfText; token++) {
      byte[] piece = pieces[token];
      if (piece == null) {
        throw new IllegalArgumentException("token " + token + " is missing");
      }
      complete[token] = piece;
    }
    return complete;
  }

  /// The length up to the last character that is complete or can never become so.
  private static int finishedLength(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int value = bytes[bytes.length - back] & 0xFF;
      if (value < 0x80) {
        return bytes.length;
      }
      if (value >= 0xC0) {
        int needed = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
        return needed > back ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }

  @Override
  public String toString() {
    return "Tokenizer[%d text tokens, %d languages]"
        .formatted(pieces.length, special.languages().size());
  }
}
