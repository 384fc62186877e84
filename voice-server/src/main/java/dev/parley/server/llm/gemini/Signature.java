package dev.parley.server.llm.gemini;

/// How the signature of a call's thoughts is kept, so that a call of this provider without one is
/// told from a call of another provider.
final class Signature {
  private static final String BEGINNING = "signature:";

  private Signature() {}

  static String keep(String signature) {
    return BEGINNING + signature;
  }

  static String read(String kept) {
    return kept.substring(BEGINNING.length());
  }
}
