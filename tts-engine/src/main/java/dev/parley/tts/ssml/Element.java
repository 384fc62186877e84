package dev.parley.tts.ssml;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The elements that are understood, with their attributes.
enum Element {
  SPEAK("speak", "version", "xml:lang", "xmlns"),
  P("p", "xml:lang"),
  S("s", "xml:lang"),
  BREAK("break", "time", "strength"),
  PROSODY("prosody", "rate", "volume", "pitch"),
  EMPHASIS("emphasis", "level"),
  SAY_AS("say-as", "interpret-as", "format"),
  SUB("sub", "alias"),
  PHONEME("phoneme", "alphabet", "ph"),
  MARK("mark", "name"),
  LANG("lang", "xml:lang"),
  VOICE("voice", "name");

  private static final String SEPARATOR = ", ";

  private final String tag;

  /// Separated by [#SEPARATOR].
  private final String attributes;

  Element(String tag, String... attributes) {
    this.tag = tag;
    this.attributes = String.join(SEPARATOR, attributes);
  }

  static Optional<Element> named(String tag) {
    return Arrays.stream(values()).filter(element -> element.tag.equals(tag)).findFirst();
  }

  /// The names of all elements, for messages.
  static String all() {
    return Arrays.stream(values()).map(element -> element.tag).collect(Collectors.joining(", "));
  }

  String tag() {
    return tag;
  }

  /// Whether it may have an attribute. The root may also declare prefixes and schemas.
  boolean allows(String attribute) {
    return Arrays.asList(attributes.split(SEPARATOR)).contains(attribute)
        || (this == SPEAK && (attribute.startsWith("xmlns:") || attribute.startsWith("xsi:")));
  }

  /// The names of its attributes, for messages.
  String attributes() {
    return attributes;
  }
}
