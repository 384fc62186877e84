package dev.parley.tts.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tts.Markup;
import dev.parley.tts.SpokenMark;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesisException;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.ToneSynthesizer;
import dev.parley.tts.Voice;
import dev.parley.tts.pronunciation.PhonemeInventory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ChunkPartsTest {
  private final BlockingQueue<ChunkParts> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<SynthesizedAudio> heard = new LinkedBlockingQueue<>();

  @Test
  void partsOfAPieceAreHeardAsTheyCome() throws Exception {
    try (SynthesisStream stream = open(SynthesisSettings.DEFAULT, heard::add)) {
      stream.write("Hello there. Bye.");
      CompletableFuture<Void> end = finish(stream);
      ChunkParts hello = next();
      hello.add(new float[100], List.of(word(0, 5, 0, 90), word(6, 11, 120, 180)), false);

      SynthesizedAudio first = nextHeard();
      assertThat(first.text()).isEqualTo("Hello there. ");
      assertThat(first.words()).hasSize(2);
      hello.add(new float[0], List.of(), false);
      hello.add(new float[150], List.of(), true);
      SynthesizedAudio second = nextHeard();
      next().add(new float[50], List.of(), true);
      SynthesizedAudio third = nextHeard();
      end.get(20, TimeUnit.SECONDS);

      assertThat(List.of(first.segment(), second.segment(), third.segment()))
          .containsExactly(0, 0, 1);
      assertThat(second.text()).isEmpty();
      assertThat(second.textStart()).isEqualTo(13);
      assertThat(second.words()).isEmpty();
      assertThat(second.audio().position()).isEqualTo(100);
      assertThat(third.textStart()).isEqualTo(13);
      assertThat(third.audio().position()).isEqualTo(250);
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void marksAndPausesGoToTheirPart() throws Exception {
    SynthesisSettings ssml = SynthesisSettings.DEFAULT.withMarkup(Markup.SSML);
    try (SynthesisStream stream = open(ssml, heard::add)) {
      stream.write(
          "<speak>Hello <mark name='in'/>there.<break time='1s'/><mark name='behind'/></speak>");
      CompletableFuture<Void> end = finish(stream);
      ChunkParts hello = next();
      hello.add(new float[100], List.of(word(0, 5, 0, 90), word(6, 11, 120, 180)), false);
      hello.add(new float[200], List.of(), true);
      end.get(20, TimeUnit.SECONDS);

      SynthesizedAudio first = nextHeard();
      SynthesizedAudio last = nextHeard();
      assertThat(first.audio().length()).isEqualTo(100);
      assertThat(first.marks()).containsExactly(new SpokenMark("in", 120));
      assertThat(last.audio().length()).isEqualTo(200 + 24_000);
      assertThat(last.marks()).containsExactly(new SpokenMark("behind", 300 + 24_000));
    }
  }

  @Test
  void cancellingIsSeenByWhoMakesTheRest() throws Exception {
    SynthesisStream stream = open(SynthesisSettings.DEFAULT, heard::add);
    stream.write("Hello there.");
    stream.flush();
    ChunkParts hello = next();
    hello.add(new float[100], List.of(word(0, 5, 0, 90)), false);
    nextHeard();
    assertThat(hello.isWanted()).isTrue();
    stream.cancel();

    while (hello.isWanted()) {
      Thread.onSpinWait();
    }
    hello.add(new float[100], List.of(), false);
    assertThat(hello.isWanted()).isFalse();
  }

  @Test
  void aFailureInTheMiddleFailsTheStream() throws Exception {
    try (SynthesisStream stream = open(SynthesisSettings.DEFAULT, heard::add)) {
      stream.write("Hello there.");
      CompletableFuture<Void> end = finish(stream);
      ChunkParts hello = next();
      CompletableFuture<Void> work = new CompletableFuture<>();
      hello.comeFrom(work);
      hello.add(new float[100], List.of(), false);
      work.completeExceptionally(new IllegalStateException("out of order"));

      assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SynthesisException.class)
          .hasMessageContaining("out of order");
    }
  }

  @Test
  void nothingIsMadeAheadOfTheFirstPart() throws Exception {
    SynthesisStream stream = open(SynthesisSettings.DEFAULT, heard::add);
    stream.write("Hello there. How are you today? I am fine.");
    ChunkParts hello = next();
    assertThat(asked.poll(20, TimeUnit.MILLISECONDS)).isNull();

    hello.add(new float[100], List.of(), false);
    next();
    stream.cancel();
  }

  @Test
  void whoDoesNotWantTheFirstPartDropsTheWork() {
    ChunkParts parts = new ChunkParts();
    CompletableFuture<Void> work = new CompletableFuture<>();
    parts.comeFrom(work);
    parts.first().cancel(false);

    assertThat(work).isCancelled();
    assertThatThrownBy(() -> parts.first().join()).isInstanceOf(CancellationException.class);
  }

  private SynthesisStream open(SynthesisSettings settings, Consumer<SynthesizedAudio> listener) {
    return new Divided().open(ToneSynthesizer.TONE, settings, listener);
  }

  private ChunkParts next() throws InterruptedException {
    ChunkParts parts = asked.poll(20, TimeUnit.SECONDS);
    assertThat(parts).isNotNull();
    return parts;
  }

  private SynthesizedAudio nextHeard() throws InterruptedException {
    SynthesizedAudio piece = heard.poll(20, TimeUnit.SECONDS);
    assertThat(piece).isNotNull();
    return piece;
  }

  private static CompletableFuture<Void> finish(SynthesisStream stream) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                stream.finish();
                end.complete(null);
              } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
              }
            });
    return end;
  }

  private static SpokenWord word(int textStart, int textEnd, long start, long end) {
    return new SpokenWord(textStart, textEnd, start, end);
  }

  /// Leaves it to the test to make the parts.
  private final class Divided implements ChunkedSynthesizer {
    @Override
    public List<Voice> voices() {
      return List.of(ToneSynthesizer.TONE);
    }

    @Override
    public ChunkSpeaker speaker(Voice voice) {
      return new ChunkSpeaker() {
        @Override
        public PhonemeInventory phonemes() {
          return ToneSynthesizer.immediate().speaker(voice).phonemes();
        }

        @Override
        public boolean speaksFirstAlone() {
          return true;
        }

        @Override
        public CompletableFuture<SpokenChunk> speak(Passage passage, boolean first) {
          ChunkParts parts = new ChunkParts();
          asked.add(parts);
          return parts.first();
        }
      };
    }

    @Override
    public void close() {}
  }
}
