package dev.parley.server.session;

import dev.parley.asr.Lag;
import dev.parley.asr.RecognitionOptions;
import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.BrokenPacketException;
import dev.parley.audio.dsp.Resampler;
import dev.parley.audio.echo.EchoFreeDetector;
import dev.parley.audio.echo.EchoGuard;
import dev.parley.audio.turn.SilenceTurnDetector;
import dev.parley.audio.turn.TurnDecision;
import dev.parley.audio.vad.PreRollBuffer;
import dev.parley.audio.vad.VadEvent;
import dev.parley.audio.vad.VadSettings;
import dev.parley.audio.vad.VoiceActivityGate;
import dev.parley.server.conversation.Utterance;
import dev.parley.server.turn.EndOfTurnRules;
import dev.parley.server.turn.SpeakerPauses;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import java.time.Duration;
import java.util.function.Consumer;

/// The person's audio on its way in: bytes → samples → voice activity → recogniser, and the end of
/// the turn. Owned by one thread; its listener is called on it.
///
/// The recogniser gets audio only while a turn is open: from the pre-roll before the first voice
/// until the owner calls [#finishUtterance] or [#dropUtterance].
final class InputChain implements AutoCloseable {
  /// A client that sends no audio for so long in the middle of a turn has ended it.
  private static final Duration STALL = Duration.ofMillis(1_500);

  /// A speaker who is quiet for so long may have finished: 96 ms, three frames of the detector.
  private static final long PAUSE = 1_536;

  /// What a chain tells its owner.
  interface Listener extends SemanticDetection.Listener {
    /// The detector's verdict, for display.
    void voiceActivity(VadEvent event);

    /// A turn opens.
    void speechStarted();

    /// The turn is over, unless the owner disagrees; told again only after another
    /// [#speechStarted].
    void turnEnded();

    /// The recogniser is behind, or no longer; told when that changes, at most once a second.
    void overload(Lag lag);
  }

  private final SessionResources resources;
  private final Consumer<SessionInput.Hearing> mailbox;
  private final Listener listener;
  private final AudioDecoder decoder;
  private final AudioSink chain;
  private final AudioSink turnAudio = new TurnAudio();
  private final OverloadWatch overload;
  private final ArrivalTimes arrivals = new ArrivalTimes();
  private final SpeakerPauses pauses = new SpeakerPauses();
  private final EchoGuard echo = new EchoGuard();
  private final UtteranceStream utterances;

  private SessionSettings.Turn turn;
  private PreRollBuffer preRoll;
  private VoiceActivityGate gate;
  private EndOfTurnDetection detection;

  private long position;
  private long writtenTo;
  private long turnStart;
  private long lastVoiced;
  private long speech;
  private boolean turnOpen;
  private boolean muted;

  /// @param mailbox gets what the recogniser reports, also on other threads; it must not block
  InputChain(
      SessionSettings.Audio format,
      SessionSettings.Turn turn,
      RecognitionOptions options,
      SessionResources resources,
      Consumer<SessionInput.Hearing> mailbox,
      Listener listener) {
    this.resources = resources;
    this.mailbox = mailbox;
    this.listener = listener;
    this.turn = turn;
    this.overload = new OverloadWatch(listener::overload);
    this.decoder = AudioDecoder.of(format.encoding(), format.format());
    this.chain = Resampler.to(new Splitter(), decoder.format());
    this.preRoll = preRoll(turn);
    this.gate = gate(turn);
    this.detection = detection(turn);
    this.utterances = new UtteranceStream(resources.recognizer(), options, mailbox);
  }

  /// Takes the bytes of the client's next message.
  ///
  /// @throws RefusedException if they are not in the encoding of the input
  void write(byte[] bytes, long now) {
    PcmFrame frame = decode(bytes);
    if (frame.length() > 0) {
      chain.write(frame);
      arrivals.add(position, now);
    }
    overload.check(utterances.lag(), now);
  }

  /// No audio follows: what is held back is looked at.
  void finishInput() {
    chain.flush();
  }

  /// Finishes the input, and waits until the last transcript has been delivered.
  void finish() throws InterruptedException {
    chain.flush();
    turnOpen = false;
    utterances.finish();
  }

  /// Changes the settings for what follows; an open utterance is dropped if the recogniser's
  /// options change.
  void configure(SessionSettings.Turn newTurn, RecognitionOptions newOptions) {
    if (newTurn.speechThreshold() != turn.speechThreshold()) {
      gate.close();
      gate = gate(newTurn);
    }
    if (!newTurn.preRoll().equals(turn.preRoll())) {
      preRoll = preRoll(newTurn);
    }
    turn = newTurn;
    detection.close();
    detection = detection(newTurn);
    if (utterances.configure(newOptions)) {
      turnOpen = false;
    }
  }

  /// Asks for the final transcript of the utterance.
  void finishUtterance() {
    speech = speechSoFar();
    turnOpen = false;
    utterances.flush();
  }

  /// Forgets the utterance, and the audio that follows until speech starts anew.
  void dropUtterance() {
    turnOpen = false;
    utterances.drop();
  }

  /// Ends a turn whose client has stopped sending, and looks after the recogniser.
  void checkStalled(long now) {
    overload.check(utterances.lag(), now);
    if (turnOpen && turn.automatic() && now - arrivals.last() > STALL.toNanos()) {
      gate.flush();
      if (turnOpen) {
        listener.turnEnded();
      }
    }
  }

  /// How long the person has been speaking in this turn, or spoke in the last one.
  Duration speech() {
    return PcmFormat.SPEECH.duration(turnOpen ? speechSoFar() : speech);
  }

  private long speechSoFar() {
    return Math.max(speechEnd() - turnStart, 0);
  }

  private long speechEnd() {
    return gate.speaking() ? position : lastVoiced;
  }

  /// Hears nothing from now on, or hears again.
  void mute(boolean deaf) {
    muted = deaf;
  }

  /// The person will hear this, and the microphone perhaps too.
  void plays(PcmFrame audio, Duration ahead) {
    echo.played(audio, position + PcmFormat.SPEECH.samples(ahead));
  }

  /// What was recognised of the open turn.
  void heard(Utterance utterance, long listenedTo) {
    if (turnOpen) {
      detection.heard(utterance, listenedTo);
    }
  }

  /// A model has judged a pause.
  void judged(SessionInput.PauseJudged judgement) {
    if (turnOpen) {
      detection.judged(judgement);
      decideTurn();
    }
  }

  /// How much audio has come, in samples of 16 kHz.
  long position() {
    return position;
  }

  /// Starts the measurement of a turn whose last voice is known.
  TurnTimeline timeline(long now) {
    return new TurnTimeline(
        arrivals.of(speechEnd(), now), PcmFormat.SPEECH.milliseconds(speechSoFar()));
  }

  /// Whether a transcript belongs to the present stream of the recogniser.
  boolean isCurrent(SessionInput.Heard heard) {
    return utterances.isCurrent(heard);
  }

  /// The name of an utterance on the wire.
  static String itemId(SessionInput.Heard heard) {
    return "utterance-%d-%d".formatted(heard.stream(), heard.transcript().utterance());
  }

  String describe() {
    return chain.describe();
  }

  /// Ends the recognition; drops what is on its way.
  @Override
  public void close() {
    utterances.close();
    detection.close();
    chain.close();
  }

  private PcmFrame decode(byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (BrokenPacketException e) {
      throw new RefusedException(
          ErrorReason.UNREADABLE_AUDIO, "audio.audio", String.valueOf(e.getMessage()));
    }
  }

  private static PreRollBuffer preRoll(SessionSettings.Turn turn) {
    // The gate notices speech only after its minimum duration, which has to be kept too.
    Duration kept = turn.preRoll().plus(VadSettings.STANDARD.minimumSpeech()).plusMillis(100);
    return new PreRollBuffer(PcmFormat.SPEECH, Math.toIntExact(PcmFormat.SPEECH.samples(kept)));
  }

  private VoiceActivityGate gate(SessionSettings.Turn settings) {
    VadSettings standard = VadSettings.STANDARD;
    return new VoiceActivityGate(
        new EchoFreeDetector(resources.voiceActivity().open(), echo),
        new VadSettings(
            (float) settings.speechThreshold(), standard.minimumSpeech(), standard.hangover()),
        this::voiceActivity);
  }

  private void voiceActivity(VadEvent event) {
    listener.voiceActivity(event);
    switch (event) {
      case VadEvent.SpeechStarted(long start) -> {
        if (!turnOpen) {
          turnOpen = true;
          turnStart = start;
          long from = Math.max(start - PcmFormat.SPEECH.samples(turn.preRoll()), writtenTo);
          detection.turnBegan();
          utterances.begin();
          writtenTo = preRoll.replay(from, turnAudio);
          listener.speechStarted();
        } else {
          detection.wentOn(start);
        }
      }
      case VadEvent.SpeechEnded(long end) -> {
        lastVoiced = end;
        if (turnOpen) {
          detection.pauseBegan(end);
        }
      }
    }
  }

  private void decideTurn() {
    boolean voice = position - gate.lastVoiced() < PAUSE;
    if (!turnOpen || !turn.automatic() || gate.speaking() || voice) {
      return;
    }
    switch (detection.decide(silence())) {
      case TurnDecision.Complete() -> listener.turnEnded();
      case TurnDecision.Wait _ -> {}
    }
  }

  /// How long the person has been quiet.
  Duration silence() {
    return PcmFormat.SPEECH.duration(Math.max(position - lastVoiced, 0));
  }

  private EndOfTurnDetection detection(SessionSettings.Turn settings) {
    return switch (settings.detection()) {
      case SILENCE -> new SilenceDetection(new SilenceTurnDetector(settings.silence()));
      case SEMANTIC ->
          new SemanticDetection(
              new EndOfTurnRules(settings.eagerness(), settings.expectation()),
              resources.endOfTurn().sound().open(),
              resources.endOfTurn().thoughts(),
              pauses,
              mailbox,
              listener);
    };
  }

  private static PcmFrame silent(PcmFrame frame) {
    return PcmFrame.of(frame.format(), frame.position(), new float[frame.length()]);
  }

  /// Gets the audio of the open turn.
  private final class TurnAudio implements AudioSink {
    @Override
    public PcmFormat format() {
      return PcmFormat.SPEECH;
    }

    @Override
    public void write(PcmFrame frame) {
      utterances.write(frame);
      detection.write(frame);
    }

    @Override
    public void flush() {}

    @Override
    public String describe() {
      return utterances.describe();
    }

    @Override
    public void close() {}
  }

  /// The chain's end: hands every frame to the detector and, while a turn is open, to the
  /// recogniser.
  private final class Splitter implements AudioSink {
    @Override
    public PcmFormat format() {
      return PcmFormat.SPEECH;
    }

    @Override
    public void write(PcmFrame arrived) {
      PcmFrame frame = muted ? silent(arrived) : arrived;
      position = frame.end();
      preRoll.add(frame);
      gate.write(frame);
      boolean quiet = position - gate.lastVoiced() >= PAUSE;
      if (turnOpen && !quiet) {
        utterances.quiet(false);
      }
      if (turnOpen && frame.end() > writtenTo) {
        int skipped = (int) Math.max(writtenTo - frame.position(), 0);
        turnAudio.write(skipped == 0 ? frame : frame.slice(skipped, frame.length()));
        writtenTo = frame.end();
      }
      if (turnOpen && quiet) {
        utterances.quiet(true);
      }
      decideTurn();
    }

    @Override
    public void flush() {
      gate.flush();
    }

    @Override
    public String describe() {
      return "%s → %s".formatted(gate.describe(), utterances.describe());
    }

    @Override
    public void close() {
      gate.close();
    }
  }
}
