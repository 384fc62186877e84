package dev.parley.server.session;

import dev.parley.asr.Lag;
import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.Transcript;
import dev.parley.audio.vad.VadEvent;
import dev.parley.server.turn.Evidence;
import dev.parley.server.turn.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Live captions without a conversation: the input chain of a session, alone. One thread calls the
/// methods.
public final class LiveTranscription implements AutoCloseable {
  private final SessionClock clock;
  private final InputChain input;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /// Follows what is heard.
  public interface Listener {
    /// On the thread that writes.
    void voiceActivity(VadEvent event);

    /// On a thread of the recogniser; must not block.
    void transcript(String itemId, Transcript transcript);

    /// On the thread that writes: the recogniser is behind, or no longer.
    void overload(Lag lag);
  }

  public LiveTranscription(
      SessionSettings.Audio format,
      SessionSettings.Turn turn,
      RecognitionOptions options,
      SessionResources resources,
      Listener listener) {
    this.clock = resources.clock();
    this.input =
        new InputChain(
            format,
            turn,
            options,
            resources,
            letter -> hear(letter, listener),
            new Turns(listener));
  }

  /// Takes the client's next bytes.
  ///
  /// @throws dev.parley.asr.RecognitionException if the recogniser failed
  public void write(byte[] audio) {
    check();
    input.write(ClientMessages.chunk(audio), clock.nanoTime());
  }

  /// To be called now and then while the client sends nothing.
  public void idle() {
    check();
    input.checkStalled(clock.nanoTime());
  }

  /// Waits until everything that was written has been transcribed.
  public void finish() throws InterruptedException {
    input.finish();
    check();
  }

  /// Drops what is on its way.
  @Override
  public void close() {
    input.close();
  }

  private void check() {
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private void hear(SessionInput.Hearing letter, Listener listener) {
    switch (letter) {
      case SessionInput.Heard heard ->
          listener.transcript(InputChain.itemId(heard), heard.transcript());
      case SessionInput.HearingFailed(RuntimeException cause) -> failure.set(cause);
      // Captions end their utterances by silence alone.
      case SessionInput.PauseJudged _ -> {}
    }
  }

  private final class Turns implements InputChain.Listener {
    private final Listener listener;

    Turns(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void voiceActivity(VadEvent event) {
      listener.voiceActivity(event);
    }

    @Override
    public void speechStarted() {}

    @Override
    public void predicted(Verdict verdict, Evidence evidence, Duration inference) {}

    @Override
    public void endForeseen(String text) {}

    @Override
    public void endRevoked() {}

    @Override
    public void turnEnded() {
      input.finishUtterance();
    }

    @Override
    public void overload(Lag lag) {
      listener.overload(lag);
    }
  }
}
