package dev.parley.tts.english;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the parts of speech of a sentence, left to right, with an averaged perceptron: words of
/// one dominant tag are answered from a list, the others by summing the weights of fifteen features
/// of the word, its neighbours and the two tags before it. Immutable, thread-safe.
final class SpeechTagger {
  private static final String UNKNOWN_TAG = "NN";
  private static final List<String> BEFORE = List.of("-START2-", "-START-");
  private static final List<String> AFTER = List.of("-END-", "-END2-");

  /// In ascending order, because the last of several best tags wins.
  private final String[] tags;

  private final StringTable decided;
  private final byte[] decidedTags;
  private final StringTable vocabulary;
  private final StringTable features;

  /// The weights of feature n are those from `starts[n]` to `starts[n + 1]`, in tenths.
  private final int[] starts;

  private final byte[] weightTags;
  private final short[] weights;

  private SpeechTagger(Loader loader, String[] tags) {
    this.tags = tags;
    this.decided = loader.decided.build();
    this.decidedTags = loader.decidedTags.toByteArray();
    this.vocabulary = loader.vocabulary.build();
    this.features = loader.features.build();
    this.starts = Arrays.copyOf(loader.starts, features.size() + 1);
    this.weightTags = loader.weightTags.toByteArray();
    this.weights = Arrays.copyOf(loader.weights, weightTags.length);
  }

  static SpeechTagger read(JsonParser json) throws IOException {
    Loader loader = new Loader();
    ModelFiles.members(json, loader::part);
    return new SpeechTagger(loader, loader.tags.toArray(String[]::new));
  }

  /// The tags of the words of one sentence.
  List<String> tag(List<String> words) {
    List<String> context = new ArrayList<>(words.size() + 4);
    context.addAll(BEFORE);
    words.forEach(word -> context.add(known(word)));
    context.addAll(AFTER);
    List<String> result = new ArrayList<>(words.size());
    String previous = BEFORE.get(1);
    String secondPrevious = BEFORE.get(0);
    for (int i = 0; i < words.size(); i++) {
      int number = decided.find(words.get(i));
      String tag =
          number == StringTable.ABSENT
              ? best(features(i, words.get(i), context, previous, secondPrevious))
              : tags[decidedTags[number]];
      result.add(tag);
      secondPrevious = previous;
      previous = tag;
    }
    return result;
  }

  private String best(List<String> present) {
    int[] scores = new int[tags.length];
    boolean any = false;
    for (String feature : present) {
      int number = features.find(feature);
      if (number == StringTable.ABSENT) {
        continue;
      }
      for (int i = starts[number]; i < starts[number + 1]; i++) {
        scores[weightTags[i]] += weights[i];
        any = true;
      }
    }
    if (!any) {
      return UNKNOWN_TAG;
    }
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] >= scores[best]) {
        best = i;
      }
    }
    return tags[best];
  }

  private static List<String> features(
      int index, String word, List<String> context, String previous, String secondPrevious) {
    int here = index + BEFORE.size();
    return List.of(
        "b",
        "s3=" + ending(word),
        "p1=" + word.charAt(0),
        "w=" + context.get(here),
        "sh=" + shape(word),
        index == 0 ? "i0" : "i+",
        "t-1=" + previous,
        "t-2=" + secondPrevious,
        "t-12=" + previous + "," + secondPrevious,
        "w-1=" + context.get(here - 1),
        "s3-1=" + ending(context.get(here - 1)),
        "w-2=" + context.get(here - 2),
        "w+1=" + context.get(here + 1),
        "s3+1=" + ending(context.get(here + 1)),
        "w+2=" + context.get(here + 2));
  }

  private static String ending(String word) {
    return word.substring(Math.max(0, word.length() - 3));
  }

  private String known(String word) {
    String plain = plain(word);
    return vocabulary.contains(plain) ? plain : "<" + shape(word) + ">";
  }

  private static String plain(String word) {
    if (word.indexOf('-') > 0) {
      return "!HYPHEN";
    }
    if (word.length() == 4 && word.chars().allMatch(Character::isDigit)) {
      return "!YEAR";
    }
    return Character.isDigit(word.charAt(0)) ? "!DIGITS" : word.toLowerCase(Locale.ROOT);
  }

  private static String shape(String word) {
    if (word.codePoints().allMatch(Character::isLetter)) {
      if (word.chars().allMatch(Character::isLowerCase)) {
        return "x";
      }
      if (word.chars().allMatch(Character::isUpperCase)) {
        return word.length() > 1 ? "XX" : "X1";
      }
      boolean capitalised =
          Character.isUpperCase(word.charAt(0))
              && word.chars().skip(1).allMatch(Character::isLowerCase);
      return capitalised ? "Xx" : "xX";
    }
    if (word.chars().allMatch(Character::isDigit)) {
      return "d";
    }
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < Math.min(4, word.length()); i++) {
      char c = word.charAt(i);
      shape.append(Character.isDigit(c) ? 'd' : Character.isLetter(c) ? 'x' : c);
    }
    return shape.toString();
  }

  /// Fills the tables. The file names its tags first.
  private static final class Loader {
    final List<String> tags = new ArrayList<>();
    final StringTable.Builder decided = new StringTable.Builder();
    final ByteArrayOutputStream decidedTags = new ByteArrayOutputStream();
    final StringTable.Builder vocabulary = new StringTable.Builder();
    final StringTable.Builder features = new StringTable.Builder();
    final ByteArrayOutputStream weightTags = new ByteArrayOutputStream();
    int[] starts = new int[1 << 16];
    short[] weights = new short[1 << 18];

    void part(String name, JsonParser json) throws IOException {
      switch (name) {
        case "tags" -> {
          strings(json, tags::add);
          tags.sort(null);
        }
        case "tagdict" ->
            ModelFiles.members(
                json,
                (word, value) -> {
                  decided.add(word);
                  decidedTags.write(code(ModelFiles.text(value)));
                });
        case "vocab" -> strings(json, vocabulary::add);
        case "weights" -> ModelFiles.members(json, this::feature);
        default -> json.skipChildren();
      }
    }

    private void feature(String name, JsonParser json) throws IOException {
      int number = features.add(name);
      if (number + 2 > starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
      }
      ModelFiles.members(
          json,
          (tag, value) -> {
            if (weightTags.size() == weights.length) {
              weights = Arrays.copyOf(weights, weights.length * 2);
            }
            weights[weightTags.size()] = (short) Math.round(value.getDoubleValue() * 10);
            weightTags.write(code(tag));
          });
      starts[number + 1] = weightTags.size();
    }

    private int code(@Nullable String tag) throws IOException {
      int code = Collections.binarySearch(tags, tag == null ? "" : tag);
      if (code < 0) {
        throw new IOException("the tag '" + tag + "' is not declared");
      }
      return code;
    }

    private static void strings(JsonParser json, Consumer<String> target) throws IOException {
      ModelFiles.expect(JsonToken.START_ARRAY, json);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        target.accept(json.getText());
      }
    }
  }
}
