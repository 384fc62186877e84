package dev.parley.tts.ssml;

import dev.parley.tts.MarkupException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A document as a row of tags and characters. It cannot define entities, name other files or nest
/// without end. Not thread-safe.
final class XmlDocument {
  /// How deep elements may be nested.
  private static final int DEEPEST = 64;

  /// What the parser puts before its messages.
  private static final Pattern PREFIX =
      Pattern.compile("(?s)ParseError at \\[row,col].*?Message: ");

  /// A text has no encoding, and a declaration may only be the very first.
  private static final Pattern DECLARATION =
      Pattern.compile("\\uFEFF?\\s*+(<\\?xml\\s[^<>?]*+\\?>)?");

  private final String source;
  private final SourceCursor cursor;
  private final XMLStreamReader reader;
  private int depth;
  private boolean endsByItself;

  /// What a document consists of.
  sealed interface Part {
    record Start(String tag, List<Attribute> attributes) implements Part {}

    record End() implements Part {}

    record Text(String text) implements Part {}
  }

  record Attribute(String name, String value) {}

  /// @throws MarkupException if the parser refuses the beginning
  XmlDocument(String source) {
    this.source = source;
    this.cursor = new SourceCursor(source);
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    try {
      reader = factory.createXMLStreamReader(new StringReader(withoutDeclaration(source)));
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  /// The next part; null behind the last one.
  ///
  /// @throws MarkupException if the document is not well-formed
  @Nullable Part next() {
    while (true) {
      try {
        if (!reader.hasNext()) {
          return null;
        }
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            return start();
          }
          case XMLStreamConstants.END_ELEMENT -> {
            return end();
          }
          case XMLStreamConstants.CHARACTERS,
              XMLStreamConstants.CDATA,
              XMLStreamConstants.SPACE -> {
            if (depth > 0) {
              return new Part.Text(reader.getText());
            }
          }
          case XMLStreamConstants.DTD ->
              throw complaint(0, "a document type is not allowed; remove the <!DOCTYPE …>");
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw complaint(
                  cursor.end(), "an entity is not declared; write the character itself");
          default -> {}
        }
      } catch (XMLStreamException e) {
        throw broken(e);
      } catch (MarkupException e) {
        throw e;
      } catch (RuntimeException e) {
        // The parser may stumble over what it should have refused.
        throw complaint(
            cursor.end(), "the XML is broken; close every element and write & as &amp;");
      }
    }
  }

  /// Where the present part stands; moves with [SourceCursor#pass] through a text.
  SourceCursor cursor() {
    return cursor;
  }

  /// A complaint about the tag that was read last.
  MarkupException complaint(String sentence) {
    return complaint(cursor.start(), sentence);
  }

  /// A complaint about a place of the document.
  MarkupException complaint(int place, String sentence) {
    String before = source.substring(0, Math.min(place, source.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return complaint(line, before.length() - before.lastIndexOf('\n'), sentence);
  }

  /// The same with blanks, so that all places stay.
  private static String withoutDeclaration(String source) {
    Matcher declaration = DECLARATION.matcher(source);
    return declaration.lookingAt()
        ? declaration.group().replaceAll("[^\n]", " ") + source.substring(declaration.end())
        : source;
  }

  private Part start() {
    endsByItself = cursor.passTag();
    if (++depth > DEEPEST) {
      throw complaint("elements are nested more than %d deep; nest fewer".formatted(DEEPEST));
    }
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.add(
          new Attribute(written(reader.getAttributeName(i)), reader.getAttributeValue(i)));
    }
    return new Part.Start(written(reader.getName()), attributes);
  }

  private static String written(QName name) {
    return name.getPrefix().isEmpty()
        ? name.getLocalPart()
        : name.getPrefix() + ":" + name.getLocalPart();
  }

  private Part end() {
    depth--;
    if (endsByItself) {
      endsByItself = false;
    } else {
      cursor.passTag();
    }
    return new Part.End();
  }

  private static MarkupException broken(XMLStreamException e) {
    String message = PREFIX.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    String first = message.lines().findFirst().orElse("").replaceAll("\\.$", "");
    String cause =
        first.isEmpty() ? "" : first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    return complaint(
        e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber()),
        e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNumber()),
        "%s; close every element, quote every attribute, and write & as &amp;".formatted(cause));
  }

  private static MarkupException complaint(int line, int column, String sentence) {
    return new MarkupException(
        "The SSML is wrong at line %d, column %d: %s.".formatted(line, column, sentence));
  }
}
