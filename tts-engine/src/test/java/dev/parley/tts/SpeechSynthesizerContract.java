package dev.parley.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.PcmFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every synthesiser promises. A subclass names the synthesiser, which may be shared by all
/// tests; nothing here closes it.
@Timeout(60)
public abstract class SpeechSynthesizerContract {
  private static final String TEXT =
      "Well, this is a first clause, and a second one. Dr. Smith paid $3.50 for it! \uD83D\uDE00\n"
          + "Is **that** all? Yes";

  private final List<SynthesizedAudio> heard = Collections.synchronizedList(new ArrayList<>());

  protected abstract SpeechSynthesizer synthesizer();

  private Voice voice() {
    return synthesizer().voices().getFirst();
  }

  private SynthesisStream open() {
    return synthesizer().open(voice(), SynthesisSettings.DEFAULT, heard::add);
  }

  @Test
  void piecesComeInOrderAndCoverTheTextWithoutAGap() throws InterruptedException {
    try (SynthesisStream stream = open()) {
      stream.write(TEXT);
      stream.finish();
    }

    int segment = -1;
    int character = 0;
    long position = 0;
    for (SynthesizedAudio piece : heard) {
      boolean continued = piece.segment() == segment;
      assertThat(piece.text().isEmpty()).isEqualTo(continued);
      assertThat(piece.segment()).isEqualTo(continued ? segment : ++segment);
      assertThat(piece.textStart()).isEqualTo(character);
      assertThat(piece.audio().position()).isEqualTo(position);
      assertThat(piece.audio().length()).isPositive();
      assertThat(piece.audio().format()).isEqualTo(voice().format());
      character += piece.text().length();
      position = piece.audio().end();
    }
    assertThat(segment).isGreaterThan(2);
    assertThat(textOf(heard)).isEqualTo(TEXT);
  }

  @Test
  void samplesAreFiniteAndWithinRange() throws InterruptedException {
    try (SynthesisStream stream = open()) {
      stream.write(TEXT);
      stream.finish();
    }

    Map<Integer, Float> peaks = new TreeMap<>();
    for (SynthesizedAudio piece : heard) {
      for (float sample : piece.audio().toArray()) {
        assertThat(sample).isBetween(-1f, 1f);
        peaks.merge(piece.segment(), Math.abs(sample), Math::max);
      }
    }
    assertThat(peaks.values()).allMatch(peak -> peak > 0.05f);
  }

  @Test
  void textInSinglesSoundsAsInOnePiece() throws InterruptedException {
    try (SynthesisStream stream = open()) {
      stream.write(TEXT);
      stream.finish();
    }
    List<SynthesizedAudio> singles = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer().open(voice(), SynthesisSettings.DEFAULT, singles::add)) {
      for (int i = 0; i < TEXT.length(); i++) {
        stream.write(TEXT.substring(i, i + 1));
      }
      stream.finish();
    }

    assertThat(texts(singles)).isEqualTo(texts(heard));
    assertThat(samples(singles)).isEqualTo(samples(heard));
  }

  @Test
  void twoStreamsDoNotDisturbEachOther() throws InterruptedException {
    List<SynthesizedAudio> alone = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer().open(voice(), SynthesisSettings.DEFAULT, alone::add)) {
      stream.write(TEXT);
      stream.finish();
    }
    List<SynthesizedAudio> other = new ArrayList<>();
    try (SynthesisStream first = open();
        SynthesisStream second =
            synthesizer().open(voice(), SynthesisSettings.DEFAULT, other::add)) {
      for (int i = 0; i < TEXT.length(); i++) {
        first.write(TEXT.substring(i, i + 1));
        second.write("Something else, quite different. ".repeat(i % 20 == 0 ? 1 : 0));
      }
      second.cancel();
      first.finish();
    }

    assertThat(samples(heard)).isEqualTo(samples(alone));
    assertThat(texts(other)).allMatch(text -> text.contains("ifferent") || text.contains("else"));
  }

  @Test
  void flushSpeaksAnUnfinishedSentence() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    try (SynthesisStream stream =
        synthesizer()
            .open(
                voice(),
                SynthesisSettings.DEFAULT,
                piece -> {
                  heard.add(piece);
                  first.countDown();
                })) {
      stream.write("One moment");
      stream.flush();
      first.await();
      stream.write(" please");
      stream.finish();
    }

    assertThat(texts(heard)).containsExactly("One moment", " please");
  }

  @Test
  void textWithNothingToSayIsSilentWithoutAnError() throws InterruptedException {
    try (SynthesisStream stream = open()) {
      stream.write("\uD83D\uDE00 ... \n");
      stream.flush();
      stream.write("***");
      stream.finish();
    }

    assertThat(heard).isEmpty();
  }

  @Test
  void emptyReplyEnds() throws InterruptedException {
    try (SynthesisStream stream = open()) {
      stream.write("");
      stream.finish();
      stream.finish();
    }

    assertThat(heard).isEmpty();
  }

  @Test
  void cancelBeforeTheFirstAudioDropsEverything() throws InterruptedException {
    SynthesisStream stream = open();
    stream.write("This is not");
    stream.cancel();
    stream.cancel();
    stream.write(" spoken. Nor is this.");
    stream.finish();
    stream.close();

    assertThat(heard).isEmpty();
  }

  @Test
  void cancelAfterTheFirstAudioEndsTheReplyThere() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    SynthesisStream stream =
        synthesizer()
            .open(
                voice(),
                SynthesisSettings.DEFAULT,
                piece -> {
                  heard.add(piece);
                  arrived.countDown();
                  awaitCalmly(cancelled);
                });
    stream.write("One sentence. ".repeat(50));
    arrived.await();
    stream.cancel();
    cancelled.countDown();
    stream.cancel();
    stream.finish();

    assertThat(heard).hasSize(1);
  }

  @Test
  void aBlockedListenerHoldsBackTheWriter() throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(1);
    String text = "A sentence that waits. ".repeat(4_000);
    SynthesisStream stream =
        synthesizer().open(voice(), SynthesisSettings.DEFAULT, piece -> awaitCalmly(released));
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  writing.countDown();
                  stream.write(text);
                });
    writing.await();
    assertThat(writer.join(Duration.ofMillis(50))).isFalse();

    stream.cancel();
    released.countDown();
    writer.join();
  }

  @Test
  void nothingIsWrittenAfterFinish() throws InterruptedException {
    SynthesisStream stream = open();
    stream.write("Done.");
    stream.finish();

    assertThatThrownBy(() -> stream.write("More.")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(stream::flush).isInstanceOf(IllegalStateException.class);
    stream.cancel();
    assertThat(texts(heard)).containsExactly("Done.");
  }

  @Test
  void aThrowingListenerFailsItsStreamOnly() throws InterruptedException {
    SynthesisStream broken =
        synthesizer()
            .open(
                voice(),
                SynthesisSettings.DEFAULT,
                piece -> {
                  throw new IllegalStateException("The listener broke.");
                });
    try (SynthesisStream stream = open()) {
      broken.write("One. Two.");
      stream.write("Fine.");
      assertThatThrownBy(broken::finish)
          .isInstanceOf(SynthesisException.class)
          .hasMessageContaining("other replies go on");
      stream.finish();
    }

    assertThat(texts(heard)).containsExactly("Fine.");
  }

  @Test
  void aFinishThatIsInterruptedCancels() throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    SynthesisStream stream =
        synthesizer()
            .open(
                voice(),
                SynthesisSettings.DEFAULT,
                piece -> {
                  heard.add(piece);
                  arrived.countDown();
                  awaitCalmly(released);
                });
    stream.write("One. Two. Three. Four.");
    Thread finisher =
        Thread.ofVirtual()
            .start(
                () -> assertThatThrownBy(stream::finish).isInstanceOf(InterruptedException.class));
    arrived.await();
    finisher.interrupt();
    finisher.join();
    released.countDown();
    stream.finish();

    assertThat(heard).hasSize(1);
  }

  @Test
  void fasterIsShorter() throws InterruptedException {
    List<SynthesizedAudio> fast = new ArrayList<>();
    try (SynthesisStream stream = open();
        SynthesisStream hasty =
            synthesizer().open(voice(), SynthesisSettings.DEFAULT.withSpeed(2), fast::add)) {
      stream.write("This is a sentence.");
      hasty.write("This is a sentence.");
      stream.finish();
      hasty.finish();
    }

    double ratio = (double) samples(heard).size() / samples(fast).size();
    assertThat(ratio).isBetween(1.6, 2.4);
  }

  @Test
  void unknownVoicesAreRefused() {
    Voice unknown =
        new Voice("nobody", "tlh", Gender.UNKNOWN, "none", "none", new PcmFormat(8_000));
    assertThatThrownBy(() -> synthesizer().open(unknown, SynthesisSettings.DEFAULT, heard::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
  }

  private static void awaitCalmly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The texts of the pieces; further parts of a piece have none.
  private static List<String> texts(List<SynthesizedAudio> pieces) {
    return pieces.stream().map(SynthesizedAudio::text).filter(text -> !text.isEmpty()).toList();
  }

  private static String textOf(List<SynthesizedAudio> pieces) {
    return pieces.stream().map(SynthesizedAudio::text).collect(Collectors.joining());
  }

  private static List<Float> samples(List<SynthesizedAudio> pieces) {
    List<Float> samples = new ArrayList<>();
    for (SynthesizedAudio piece : pieces) {
      for (float sample : piece.audio().toArray()) {
        samples.add(sample);
      }
    }
    return samples;
  }
}
