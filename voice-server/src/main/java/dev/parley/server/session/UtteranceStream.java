package dev.parley.server.session;

import dev.parley.asr.Lag;
import dev.parley.asr.RecognitionException;
import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.audio.PcmFrame;
import java.util.function.Consumer;

/// The recogniser's stream of a session, one utterance after the other. Dropping one opens another
/// stream, so that a transcript that comes too late can be told by its number. Owned by the thread
/// of the input; what fails is reported as a letter.
final class UtteranceStream implements AutoCloseable {
  private final SpeechRecognizer recognizer;
  private final Consumer<SessionInput.Hearing> mailbox;

  private RecognitionOptions options;
  private RecognitionStream stream;
  private int number;
  private boolean paused;

  /// @param mailbox gets what the recogniser reports, also on other threads; it must not block
  UtteranceStream(
      SpeechRecognizer recognizer,
      RecognitionOptions options,
      Consumer<SessionInput.Hearing> mailbox) {
    this.recognizer = recognizer;
    this.mailbox = mailbox;
    this.options = options;
    this.stream = open();
  }

  private RecognitionStream open() {
    int opened = ++number;
    return recognizer.open(
        options, transcript -> mailbox.accept(new SessionInput.Heard(opened, transcript)));
  }

  /// An utterance begins; its audio follows.
  void begin() {
    paused = false;
  }

  /// Takes the next audio of the utterance.
  void write(PcmFrame frame) {
    try {
      stream.write(frame);
    } catch (RecognitionException e) {
      mailbox.accept(new SessionInput.HearingFailed(e));
    }
  }

  /// The speaker is quiet after the audio so far, so that the final is worth preparing; or is not.
  void quiet(boolean isQuiet) {
    if (isQuiet == paused) {
      return;
    }
    paused = isQuiet;
    if (paused) {
      stream.pause();
    } else {
      stream.resume();
    }
  }

  /// Asks for the final transcript of the utterance.
  void flush() {
    try {
      stream.flush();
    } catch (RecognitionException e) {
      mailbox.accept(new SessionInput.HearingFailed(e));
    }
  }

  /// Forgets the utterance.
  void drop() {
    stream.cancel();
    stream = open();
  }

  /// Changes the options for what follows.
  ///
  /// @return whether they are others; then the utterance is forgotten
  boolean configure(RecognitionOptions changed) {
    if (changed.equals(options)) {
      return false;
    }
    options = changed;
    drop();
    return true;
  }

  /// Waits until the last transcript has been delivered; nothing may follow.
  void finish() throws InterruptedException {
    stream.finish();
  }

  /// How far the recogniser is behind.
  Lag lag() {
    return stream.lag();
  }

  /// Whether a transcript belongs to the present stream.
  boolean isCurrent(SessionInput.Heard heard) {
    return heard.stream() == number;
  }

  String describe() {
    return stream.describe();
  }

  /// Drops what is on its way.
  @Override
  public void close() {
    stream.cancel();
  }
}
