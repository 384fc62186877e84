package dev.parley.tts.ssml;

import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.Voice;
import dev.parley.tts.pronunciation.Alphabet;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.script.Script;
import dev.parley.tts.script.ScriptBuilder;
import dev.parley.tts.script.Stretch.Ending;
import dev.parley.tts.ssml.XmlDocument.Attribute;
import dev.parley.tts.ssml.XmlDocument.Part;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads one document. Single use.
final class SsmlReading {
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final int LONGEST_NAME = 100;

  /// The most voices that a message names.
  private static final int NAMED = 12;

  /// Of what is spelled or interpreted.
  private static final int LONGEST_INTERPRETED = 1_000;

  private final XmlDocument xml;
  private final ScriptBuilder script;
  private final SpeechSynthesizer synthesizer;
  private final Breaks breaks = new Breaks();
  private final Deque<Manner> manners = new ArrayDeque<>();

  /// What stands between a start and its end.
  ///
  /// @param start where it starts in the document
  /// @param end behind it
  private record Content(String text, int start, int end) {}

  SsmlReading(XmlDocument xml, ScriptBuilder script, SpeechSynthesizer synthesizer) {
    this.xml = xml;
    this.script = script;
    this.synthesizer = synthesizer;
  }

  Script read(String document) {
    for (Part part = xml.next(); part != null; part = xml.next()) {
      switch (part) {
        case Part.Start start -> open(start);
        case Part.End() -> close();
        case Part.Text(String text) -> say(text);
      }
    }
    return script.build(document);
  }

  private void open(Part.Start start) {
    int place = xml.cursor().start();
    Element element =
        Element.named(start.tag())
            .orElseThrow(
                () ->
                    xml.complaint(
                        "there is no element <%s>; there are %s"
                            .formatted(start.tag(), Element.all())));
    Map<String, String> attributes = attributes(element, start.attributes());
    if (manners.isEmpty() != (element == Element.SPEAK)) {
      throw xml.complaint("<speak> stands around everything and nowhere else; move it there");
    }
    try {
      open(element, attributes);
    } catch (IllegalArgumentException e) {
      throw xml.complaint(place, half(e));
    }
  }

  private void open(Element element, Map<String, String> attributes) {
    switch (element) {
      case SPEAK ->
          manners.push(
              new Manner(element, script.speaking().voice(), "", Prosody.NEUTRAL, Emphasis.NONE));
      case P, S -> {
        script.end(element == Element.P ? Ending.PARAGRAPH : Ending.SENTENCE);
        String language = attributes.get("xml:lang");
        enter(language == null ? inside(element) : inside(element).with(language(language)));
      }
      case LANG -> enter(inside(element).with(language(required(attributes, "xml:lang"))));
      case VOICE -> enter(inside(element).with(voice(required(attributes, "name"))));
      case PROSODY -> enter(inside(element).with(prosody(attributes)));
      case EMPHASIS -> enter(inside(element).with(emphasis(attributes.get("level"))));
      case BREAK -> {
        Duration pause = breaks.read(attributes.get("time"), attributes.get("strength"));
        requireNothingInside(element);
        if (!pause.isZero()) {
          script.pause(pause);
        }
      }
      case MARK -> {
        String name = required(attributes, "name");
        if (name.length() > LONGEST_NAME) {
          throw new IllegalArgumentException(
              "a mark's name has more than %d characters; shorten it".formatted(LONGEST_NAME));
        }
        requireNothingInside(element);
        script.mark(name);
      }
      case SUB -> {
        String alias = required(attributes, "alias");
        Content written = content(element);
        script.say(blanks(alias), written.start(), written.end());
      }
      case PHONEME -> pronounce(attributes, content(element));
      case SAY_AS -> interpret(attributes, content(element));
    }
  }

  private void close() {
    Manner left = manners.pop();
    switch (left.element()) {
      case P -> script.end(Ending.PARAGRAPH);
      case S -> script.end(Ending.SENTENCE);
      case SPEAK, BREAK, PROSODY, EMPHASIS, SAY_AS, SUB, PHONEME, MARK, LANG, VOICE -> {}
    }
    Manner around = manners.peek();
    if (around != null) {
      script.speakAs(around.speaking());
    }
  }

  private void say(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      xml.cursor().pass(c);
      script.say(Character.isWhitespace(c) ? ' ' : c, xml.cursor().start(), xml.cursor().end());
    }
  }

  private Manner inside(Element element) {
    return manners.element().inside(element);
  }

  private void enter(Manner manner) {
    manners.push(manner);
    script.speakAs(manner.speaking());
  }

  private Prosody prosody(Map<String, String> attributes) {
    Prosody prosody = manners.element().prosody();
    String rate = attributes.get("rate");
    if (rate != null) {
      prosody = ProsodyValues.rate(rate, prosody);
    }
    String volume = attributes.get("volume");
    if (volume != null) {
      prosody = ProsodyValues.volume(volume, prosody);
    }
    String pitch = attributes.get("pitch");
    return pitch == null ? prosody : ProsodyValues.pitch(pitch, prosody);
  }

  private static Emphasis emphasis(@Nullable String level) {
    return switch (level) {
      case null -> Emphasis.MODERATE;
      case "strong" -> Emphasis.STRONG;
      case "moderate" -> Emphasis.MODERATE;
      case "none" -> Emphasis.NONE;
      case "reduced" -> Emphasis.REDUCED;
      default ->
          throw new IllegalArgumentException(
              "there is no emphasis '%s'; use strong, moderate, none or reduced".formatted(level));
    };
  }

  private static String language(String tag) {
    if (!LANGUAGE.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no language; write a tag such as de or en-GB".formatted(tag));
    }
    return tag;
  }

  private Voice voice(String name) {
    List<Voice> voices = synthesizer.voices();
    return voices.stream()
        .filter(voice -> voice.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no voice '%s'; there are %s"
                        .formatted(
                            name,
                            voices.stream()
                                .limit(NAMED)
                                .map(Voice::name)
                                .collect(Collectors.joining(", ")))));
  }

  private void pronounce(Map<String, String> attributes, Content written) {
    String name = attributes.getOrDefault("alphabet", Alphabet.IPA.toString());
    Alphabet alphabet =
        Alphabet.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no alphabet '%s'; use %s".formatted(name, Alphabet.all())));
    Sounds sounds = new Sounds(alphabet, required(attributes, "ph"));
    synthesizer.phonemes(manners.element().voice()).require(sounds);
    script.pronounce(sounds, word(written.text()), written.start(), written.end());
  }

  /// What stands for a pronounced word where only its looks count.
  private static String word(String written) {
    String letters = written.replaceAll("[^\\p{L}\\p{M}]", "");
    boolean plain =
        letters.codePoints().anyMatch(Character::isLetter)
            && written.codePoints().noneMatch(Character::isDigit);
    return plain ? letters.substring(0, Math.min(letters.length(), 40)) : "word";
  }

  private void interpret(Map<String, String> attributes, Content written) {
    String name = required(attributes, "interpret-as");
    Interpretation interpretation =
        Interpretation.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no interpretation '%s'; there are %s"
                            .formatted(name, Interpretation.all())));
    if (written.text().length() > LONGEST_INTERPRETED) {
      throw new IllegalArgumentException(
          "<say-as> holds more than %d characters; cut it".formatted(LONGEST_INTERPRETED));
    }
    new Interpreter(script, written.start(), written.end())
        .say(interpretation, blanks(written.text()).strip(), attributes.getOrDefault("format", ""));
  }

  private void requireNothingInside(Element element) {
    if (!(xml.next() instanceof Part.End)) {
      throw xml.complaint("<%s> holds nothing; close it as <%1$s/>".formatted(element.tag()));
    }
  }

  /// What is inside an element that may hold only text.
  private Content content(Element element) {
    StringBuilder text = new StringBuilder();
    int start = -1;
    int end = -1;
    for (Part part = xml.next(); part != null; part = xml.next()) {
      switch (part) {
        case Part.Text(String more) -> {
          for (int i = 0; i < more.length(); i++) {
            xml.cursor().pass(more.charAt(i));
            start = start < 0 ? xml.cursor().start() : start;
            end = xml.cursor().end();
          }
          text.append(more);
        }
        case Part.Start(String tag, List<Attribute> _) ->
            throw xml.complaint(
                "<%s> may not stand inside <%s>, which holds only text"
                    .formatted(tag, element.tag()));
        case Part.End() -> {
          if (text.toString().isBlank()) {
            throw xml.complaint(
                "<%s> is empty; put what is written inside".formatted(element.tag()));
          }
          return new Content(text.toString(), start, end);
        }
      }
    }
    throw xml.complaint("<%s> does not end; close it".formatted(element.tag()));
  }

  private Map<String, String> attributes(Element element, List<Attribute> written) {
    Map<String, String> attributes = new HashMap<>();
    for (Attribute attribute : written) {
      if (!element.allows(attribute.name())) {
        throw xml.complaint(
            "<%s> has no attribute '%s'; it has %s"
                .formatted(element.tag(), attribute.name(), element.attributes()));
      }
      attributes.put(attribute.name(), attribute.value());
    }
    return attributes;
  }

  private static String required(Map<String, String> attributes, String name) {
    String value = attributes.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the attribute '%s' is missing; write it".formatted(name));
    }
    return value.strip();
  }

  private static String blanks(String text) {
    return text.replaceAll("\\s", " ");
  }

  /// A sentence as the part of another one.
  private static String half(IllegalArgumentException complaint) {
    String sentence = String.valueOf(complaint.getMessage());
    String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return open.substring(0, 1).toLowerCase(Locale.ROOT) + open.substring(1);
  }
}
