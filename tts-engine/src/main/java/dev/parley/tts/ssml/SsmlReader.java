package dev.parley.tts.ssml;

import dev.parley.tts.MarkupException;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.Voice;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.script.Script;
import dev.parley.tts.script.ScriptBuilder;
import dev.parley.tts.script.Speaking;

/// Reads documents for a voice. Immutable, thread-safe.
public final class SsmlReader {
  /// The most characters of a document.
  public static final int LONGEST = 262_144;

  private final SpeechSynthesizer synthesizer;
  private final Voice voice;

  /// @param synthesizer whose voices a document may name
  /// @param voice that speaks where the document does not say
  public SsmlReader(SpeechSynthesizer synthesizer, Voice voice) {
    this.synthesizer = synthesizer;
    this.voice = voice;
  }

  /// Reads a document; one without anything in it is an empty script. May load voices whose
  /// phonemes the document uses.
  ///
  /// @throws MarkupException with a sentence that names line and column if it cannot be spoken
  ///     as it says
  public Script read(String document) {
    if (document.length() > LONGEST) {
      throw tooLong();
    }
    ScriptBuilder builder = new ScriptBuilder(new Speaking(voice, "", Prosody.NEUTRAL));
    String start = document.replaceFirst("^\uFEFF", "").stripLeading();
    if (start.isEmpty()) {
      return builder.build(document);
    }
    if (start.charAt(0) != '<') {
      throw new MarkupException(
          "The SSML does not start with an element; write the text between <speak> and </speak>,"
              + " or send it as plain text.");
    }
    return new SsmlReading(new XmlDocument(document), builder, synthesizer).read(document);
  }

  /// What is said of a document that is longer than [#LONGEST].
  public static MarkupException tooLong() {
    return new MarkupException(
        "The SSML has more than %d characters; send it as several documents with a flush between."
            .formatted(LONGEST));
  }
}
