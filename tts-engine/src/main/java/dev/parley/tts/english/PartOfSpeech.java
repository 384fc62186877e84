package dev.parley.tts.english;

/// Tags of the Penn Treebank, and the families by which the lexicon tells heteronyms apart.
final class PartOfSpeech {
  static final String PROPER_NOUN = "NNP";
  static final String DETERMINER = "DT";
  static final String PRONOUN = "PRP";
  static final String PREPOSITION = "IN";
  static final String TO = "TO";
  static final String NOUN = "NN";
  static final String ADVERB_FAMILY = "ADV";

  private PartOfSpeech() {}

  /// The family of a tag, such as VERB for VBD; tags outside the four families stay as they are.
  static String family(String tag) {
    if (tag.startsWith("VB")) {
      return "VERB";
    }
    if (tag.startsWith("NN")) {
      return "NOUN";
    }
    if (tag.startsWith("RB") || tag.startsWith("ADV")) {
      return ADVERB_FAMILY;
    }
    return tag.startsWith("JJ") || tag.startsWith("ADJ") ? "ADJ" : tag;
  }
}
