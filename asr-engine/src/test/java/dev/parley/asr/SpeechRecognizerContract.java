package dev.parley.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What every recogniser promises. Subclasses supply a recogniser and a sentence that it
/// recognises.
public abstract class SpeechRecognizerContract {
  private static final int PIECE = 512;

  /// Shared by all tests; the subclass closes it.
  protected abstract SpeechRecognizer recognizer();

  /// 16 kHz audio of one sentence, with which every utterance of a test begins.
  protected abstract float[] speech();

  /// A word of the sentence, lower case, that every final of it contains.
  protected abstract String word();

  private final List<Transcript> heard = Collections.synchronizedList(new ArrayList<>());

  @Test
  void liveUtteranceEndsWithItsFinal() throws InterruptedException {
    RecognitionStream stream = recognizer().open(RecognitionOptions.LIVE, heard::add);
    long end = write(stream, 0);
    stream.flush();
    stream.finish();

    assertThat(finals()).hasSize(1);
    Transcript.Final last = finals().getFirst();
    assertThat(heard.getLast()).isEqualTo(last);
    assertThat(last.text().toLowerCase(Locale.ROOT)).contains(word());
    assertThat(last.text()).isEqualTo(last.text().strip());
    assertThat(last.listenedTo()).isEqualTo(end);
    assertThat(last.language()).isEqualTo("en");
    assertThat(last.utterance()).isZero();
  }

  @Test
  void committedTextNeverChanges() throws InterruptedException {
    RecognitionStream stream = recognizer().open(RecognitionOptions.LIVE, heard::add);
    write(stream, 0);
    stream.finish();

    String committed = "";
    for (Transcript transcript : heard) {
      switch (transcript) {
        case Transcript.Partial partial -> {
          assertThat(partial.committed()).startsWith(committed);
          committed = partial.committed();
        }
        case Transcript.Final last -> assertThat(last.text()).startsWith(committed);
      }
    }
  }

  @Test
  void wordsStandInTheStreamInOrder() throws InterruptedException {
    RecognitionStream stream =
        recognizer().open(RecognitionOptions.LIVE.withPartials(false), heard::add);
    long start = 160_000;
    long end = write(stream, start);
    stream.finish();

    Transcript.Final last = finals().getFirst();
    assertThat(last.words()).isNotEmpty();
    assertThat(String.join(" ", last.words().stream().map(Word::text).toList()))
        .isEqualTo(last.text());
    long position = start;
    for (Word word : last.words()) {
      assertThat(word.start()).isGreaterThanOrEqualTo(position);
      assertThat(word.end()).isBetween(word.start(), end);
      assertThat(word.confidence()).isBetween(0.0, 1.0);
      position = word.start();
    }
  }

  @Test
  void utterancesAreNumberedAndPositionsGoOn() throws InterruptedException {
    RecognitionStream stream =
        recognizer().open(RecognitionOptions.LIVE.withPartials(false), heard::add);
    long first = write(stream, 0);
    stream.flush();
    long second = first + 32_000;
    write(stream, second);
    stream.flush();
    stream.finish();

    assertThat(finals()).extracting(Transcript.Final::utterance).containsExactly(0, 1);
    assertThat(finals().getFirst().end()).isLessThanOrEqualTo(first);
    assertThat(finals().getLast().start()).isGreaterThanOrEqualTo(second);
  }

  @Test
  void flushWithoutAudioHasAnEmptyFinal() throws InterruptedException {
    RecognitionStream stream = recognizer().open(RecognitionOptions.LIVE, heard::add);
    stream.flush();
    stream.finish();

    assertThat(heard).hasSize(1);
    assertThat(finals().getFirst().text()).isEmpty();
    assertThat(finals().getFirst().words()).isEmpty();
  }

  @Test
  void streamWithoutAudioSaysNothing() throws InterruptedException {
    recognizer().open(RecognitionOptions.LIVE, heard::add).finish();
    recognizer().open(RecognitionOptions.FILE, heard::add).finish();

    assertThat(heard).isEmpty();
  }

  @Test
  void fileIsDeliveredInSegments() throws InterruptedException {
    RecognitionStream stream = recognizer().open(RecognitionOptions.FILE, heard::add);
    long end = write(stream, 0);
    stream.finish();

    assertThat(heard).isNotEmpty().allMatch(Transcript.Final.class::isInstance);
    assertThat(finals().getFirst().start()).isLessThan(end);
    assertThat(
            String.join(" ", finals().stream().map(Transcript::text).toList())
                .toLowerCase(Locale.ROOT))
        .contains(word());
  }

  @Test
  void cancelledStreamEndsQuietly() throws InterruptedException {
    RecognitionStream stream = recognizer().open(RecognitionOptions.LIVE, heard::add);
    write(stream, 0);
    stream.cancel();
    stream.cancel();
    stream.close();
    stream.write(frame(1_000_000));
    stream.flush();
    stream.finish();

    assertThat(finals()).isEmpty();
  }

  @Test
  void streamsDoNotDisturbEachOther() throws InterruptedException {
    List<Transcript> other = Collections.synchronizedList(new ArrayList<>());
    RecognitionStream one =
        recognizer().open(RecognitionOptions.LIVE.withPartials(false), heard::add);
    RecognitionStream two =
        recognizer().open(RecognitionOptions.LIVE.withPartials(false), other::add);
    write(one, 0);
    two.write(frame(0));
    two.cancel();
    one.finish();

    assertThat(finals()).hasSize(1);
    assertThat(other).isEmpty();
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(
            () ->
                recognizer().open(RecognitionOptions.LIVE.withLanguages(List.of("xx")), heard::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'xx'");
    RecognitionStream stream = recognizer().open(RecognitionOptions.LIVE, heard::add);
    assertThatThrownBy(() -> stream.write(PcmFrame.of(new PcmFormat(8_000), 0, 0f)))
        .isInstanceOf(IllegalArgumentException.class);
    stream.write(frame(1_000));
    assertThatThrownBy(() -> stream.write(frame(0))).isInstanceOf(IllegalArgumentException.class);
    stream.cancel();
  }

  @Test
  void describesItself() {
    assertThat(recognizer().languages()).contains("en").isSorted();
    assertThat(recognizer().name()).isNotBlank();
  }

  /// Writes the speech from `position` on and returns the position behind it.
  private long write(RecognitionStream stream, long position) {
    float[] speech = speech();
    for (int start = 0; start < speech.length; start += PIECE) {
      int length = Math.min(PIECE, speech.length - start);
      stream.write(PcmFrame.of(PcmFormat.SPEECH, position + start, speech, start, length));
    }
    return position + speech.length;
  }

  private static PcmFrame frame(long position) {
    return PcmFrame.of(PcmFormat.SPEECH, position, new float[PIECE]);
  }

  private List<Transcript.Final> finals() {
    return heard.stream()
        .filter(Transcript.Final.class::isInstance)
        .map(Transcript.Final.class::cast)
        .toList();
  }
}
