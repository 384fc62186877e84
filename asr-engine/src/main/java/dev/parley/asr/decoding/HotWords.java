package dev.parley.asr.decoding;

import dev.parley.asr.HotWord;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Phrases that become likelier, as a tree of their tokens (contextual biasing). A token that goes
/// on with a phrase that was begun gets the whole weight, one that begins a phrase of several
/// tokens only a part of it, because most beginnings are common.
///
/// Immutable, thread-safe.
public final class HotWords {
  /// No phrases.
  public static final HotWords NONE = new HotWords();

  private static final float START_SHARE = 0.4f;

  /// Scripts whose words are not separated.
  private static final Set<UnicodeScript> WITHOUT_BLANKS =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.MYANMAR);

  private final @Nullable Tokenizer tokenizer;
  private final Node anywhere = new Node();
  private final Node atBoundary = new Node();
  private int longest;

  private HotWords() {
    tokenizer = null;
  }

  private HotWords(Tokenizer tokenizer, List<HotWord> words) {
    this.tokenizer = tokenizer;
    for (HotWord word : words) {
      String phrase = word.phrase().strip();
      add(phrase, (float) word.weight());
      int first = phrase.codePointAt(0);
      String rest = phrase.substring(Character.charCount(first));
      add(Character.toString(Character.toTitleCase(first)) + rest, (float) word.weight());
    }
    anywhere.finish();
    atBoundary.finish();
  }

  /// Phrases as they are given and with a capital letter, each with and without a blank before it.
  public static HotWords of(Tokenizer tokenizer, List<HotWord> words) {
    return words.isEmpty() ? NONE : new HotWords(tokenizer, words);
  }

  /// What the next token's scores are raised by.
  ///
  /// @param decoded the transcript so far
  Bias after(TokenList decoded) {
    if (tokenizer == null) {
      return Bias.NONE;
    }
    Map<Integer, Float> boosts = new HashMap<>();
    Set<Integer> continuing = Set.of();
    float pending = 0;
    boolean begun = false;
    int size = decoded.size();
    for (int start = Math.max(0, size - longest); start <= size; start++) {
      for (Node root : List.of(anywhere, atBoundary)) {
        Node node = root.follow(decoded, start);
        if (node == null || !mayStart(root, decoded, start)) {
          continue;
        }
        node.next.forEach((token, child) -> boosts.merge(token, child.boost, Math::max));
        if (start < size && !begun) {
          // The longest; a phrase that was just completed leaves nothing pending.
          begun = true;
          continuing = node.next.keySet();
          pending = node.pending;
        }
      }
    }
    return new Bias(boosts, continuing, pending);
  }

  private void add(String phrase, float weight) {
    if (tokenizer == null) {
      return;
    }
    UnicodeScript script = UnicodeScript.of(phrase.codePointAt(0));
    insert(anywhere, weight, tokenizer.encode(" " + phrase));
    insert(
        WITHOUT_BLANKS.contains(script) ? anywhere : atBoundary, weight, tokenizer.encode(phrase));
  }

  private void insert(Node root, float weight, int... tokens) {
    Node node = root;
    for (int i = 0; i < tokens.length; i++) {
      boolean last = i == tokens.length - 1;
      node = node.next.computeIfAbsent(tokens[i], _ -> new Node());
      node.boost = Math.max(node.boost, i == 0 && !last ? START_SHARE * weight : weight);
      node.complete |= last;
    }
    longest = Math.max(longest, tokens.length);
  }

  /// Whether a phrase that is written without a blank before it may begin at `index`: not within a
  /// word.
  private boolean mayStart(Node root, TokenList decoded, int index) {
    if (root == anywhere || index == 0 || tokenizer == null) {
      return true;
    }
    String before = tokenizer.decode(decoded.get(index - 1));
    return before.isEmpty() || !Character.isLetterOrDigit(before.codePointBefore(before.length()));
  }

  /// What hot words do to the choice of a token.
  ///
  /// @param boosts what is added to the scores of tokens
  /// @param continuing tokens that go on with the phrase that was begun
  /// @param pending what the tokens of that phrase were given; it is lost if the phrase is not
  ///     completed
  record Bias(Map<Integer, Float> boosts, Set<Integer> continuing, float pending) {
    static final Bias NONE = new Bias(Map.of(), Set.of(), 0);

    void addTo(float[] scores) {
      boosts.forEach((token, boost) -> scores[token] += boost);
    }

    float of(int token) {
      return boosts.getOrDefault(token, 0f);
    }

    /// What a hypothesis gains or loses with a token, if others compete with it.
    float gain(int token) {
      return continuing.contains(token) ? of(token) : of(token) - pending;
    }
  }

  private static final class Node {
    final Map<Integer, Node> next = new HashMap<>();
    float boost;
    float pending;
    boolean complete;

    @Nullable Node follow(TokenList decoded, int from) {
      Node node = this;
      for (int i = from; node != null && i < decoded.size(); i++) {
        node = node.next.get(decoded.get(i));
      }
      return node;
    }

    void finish() {
      for (Node child : next.values()) {
        child.pending = child.complete ? 0 : pending + child.boost;
        child.finish();
      }
    }
  }
}
