package dev.parley.tts.stream;

import dev.parley.tts.Voice;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The voices of one reply, with the words that each of them says in another way. Thread-safe.
final class Cast {
  private final ChunkedSynthesizer synthesizer;
  private final Voice leading;
  private final PronunciationLexicon lexicon;
  private final Map<Voice, Part> parts = new ConcurrentHashMap<>();

  /// A voice of the reply.
  ///
  /// @param lexicon what of the reply's lexicon it can say
  record Part(ChunkSpeaker speaker, PronunciationLexicon lexicon) {}

  /// @param leading the voice of the reply
  /// @throws IllegalArgumentException with a sentence if there is no such voice, or it cannot
  ///     say an entry of the lexicon
  Cast(ChunkedSynthesizer synthesizer, Voice leading, PronunciationLexicon lexicon) {
    this.synthesizer = synthesizer;
    this.leading = leading;
    this.lexicon = lexicon;
    ChunkSpeaker speaker = synthesizer.speaker(leading);
    lexicon.require(speaker.phonemes());
    parts.put(leading, new Part(speaker, lexicon));
  }

  Voice leading() {
    return leading;
  }

  /// A voice, which is loaded unless it is.
  Part part(Voice voice) {
    return parts.computeIfAbsent(
        voice,
        wanted -> {
          ChunkSpeaker speaker = synthesizer.speaker(wanted);
          return new Part(speaker, lexicon.knownTo(speaker.phonemes()));
        });
  }
}
