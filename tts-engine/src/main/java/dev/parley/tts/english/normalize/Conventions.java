package dev.parley.tts.english.normalize;

/// How a region writes dates and says numbers.
public enum Conventions {
  /// 3/4 is the fourth of March; 105 is "one hundred five"; a metre is a "meter".
  AMERICAN,
  /// 3/4 is the third of April; 105 is "one hundred and five".
  BRITISH
}
