package dev.parley.tts.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.tts.Voice;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.pronunciation.Replacement;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Remembers how passages sounded, so that what is said again and again (greetings, questions of a
/// menu, fillers) is heard without being computed again.
///
/// What is remembered has a bounded size. Of what does not fit, the phrases that are asked for most
/// often stay (W-TinyLFU), so that sentences which are said once do not push them out; what nobody
/// asked for during an hour goes. Thread-safe.
public final class PhraseCache {
  private static final Duration UNUSED = Duration.ofHours(1);

  private final Cache<Phrase, SpokenChunk> spoken;

  /// A passage, wherever it stands in its reply.
  private record Phrase(
      Voice voice,
      String text,
      TextChunk.Boundary boundary,
      Prosody prosody,
      String language,
      List<Replacement> replacements) {
    static Phrase of(Voice voice, Passage passage) {
      return new Phrase(
          voice,
          passage.chunk().text(),
          passage.chunk().boundary(),
          passage.prosody(),
          passage.language(),
          passage.replacements());
    }
  }

  /// @param bytes of audio that are remembered at most
  public PhraseCache(long bytes) {
    spoken =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Phrase phrase, SpokenChunk chunk) -> chunk.samples().length * Float.BYTES)
            .expireAfterAccess(UNUSED)
            .build();
  }

  /// Remembers nothing.
  public static PhraseCache none() {
    return new PhraseCache(0);
  }

  /// A speaker that asks another one only for what is not remembered.
  ///
  /// @param speaker must say the same passage in the same way each time
  public ChunkSpeaker remembering(Voice voice, ChunkSpeaker speaker) {
    return new Remembering(voice, speaker);
  }

  private final class Remembering implements ChunkSpeaker {
    private final Voice voice;
    private final ChunkSpeaker speaker;

    Remembering(Voice voice, ChunkSpeaker speaker) {
      this.voice = voice;
      this.speaker = speaker;
    }

    @Override
    public PhonemeInventory phonemes() {
      return speaker.phonemes();
    }

    @Override
    public boolean speaksFirstAlone() {
      return speaker.speaksFirstAlone();
    }

    @Override
    public CompletableFuture<SpokenChunk> speak(Passage passage, boolean first) {
      Phrase phrase = Phrase.of(voice, passage);
      SpokenChunk known = spoken.getIfPresent(phrase);
      if (known != null) {
        return CompletableFuture.completedFuture(known);
      }
      CompletableFuture<SpokenChunk> asked = speaker.speak(passage, first);
      // The stream gets the speaker's own future: to cancel another would stop nothing.
      var _ = asked.thenCompose(SpokenChunk::whole).thenAccept(chunk -> spoken.put(phrase, chunk));
      return asked;
    }
  }
}
