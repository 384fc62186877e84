package dev.parley.load.manners;

import dev.parley.client.VoiceClient;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.load.caller.Arrival;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Caller;
import dev.parley.load.caller.Said;
import dev.parley.load.caller.Sound;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.Say;
import dev.parley.proto.v1.SessionConfig;
import java.time.Duration;
import java.util.List;

/// A long text that the server speaks and that may be interrupted. For one thread.
final class Monologue implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SETTLING = Duration.ofMillis(200);
  private static final long SAMPLES = 16;

  /// Plain words, about half a minute each.
  private static final List<String> TEXTS =
      List.of(
          "The old house stood at the end of a narrow road, with tall trees on both sides. In the"
              + " summer the garden was full of flowers, and children from the village came to play"
              + " near the water. In the winter nobody passed for weeks, and the snow lay deep on"
              + " the roof. My grandmother lived there alone with two cats and a large clock that"
              + " had belonged to her father. Every evening she lit a fire, made some tea, and read"
              + " the same three books again. She said that a good book gets better every year.",
          "To make bread you need flour, water, salt and a little time. Mix everything in a large"
              + " bowl until no dry flour is left. Cover the bowl with a cloth and let it rest in a"
              + " warm place for about two hours. Then fold the dough a few times, shape it into a"
              + " ball and put it on a sheet of paper. Heat the oven as hot as it will go. Bake the"
              + " bread for half an hour, then open the door and look at the colour. When it is"
              + " dark and sounds hollow, take it out and wait before you cut the first slice.",
          "Last spring we took the train along the coast to see some friends in the north. The"
              + " morning was bright and the sea was quiet, and small boats were moving slowly out"
              + " of the harbour. An hour later the sky turned grey and the wind began to push the"
              + " rain against the windows. At the next station a man with a guitar came in and"
              + " started to sing, and soon the whole carriage was singing with him. When we"
              + " arrived the sun was out again, and our friends were waiting on the platform with"
              + " flowers.");

  private final Caller caller;
  private final String text;
  private final Arrival firstAudio;

  private Monologue(Caller caller, String text, Arrival firstAudio) {
    this.caller = caller;
    this.text = text;
    this.firstAudio = firstAudio;
  }

  /// Lets the server speak one of the texts, and waits for its first audio.
  static Monologue begin(VoiceClient client, SessionConfig session, boolean reporting, int number)
      throws InterruptedException {
    Caller caller = Caller.open(client, session, reporting);
    try {
      caller.pause(SETTLING);
      String text = TEXTS.get(number % TEXTS.size());
      caller.send(ClientMessage.newBuilder().setSay(Say.newBuilder().setText(text)).build());
      return new Monologue(caller, text, firstAudio(caller));
    } catch (InterruptedException | RuntimeException e) {
      caller.close();
      throw e;
    }
  }

  private static Arrival firstAudio(Caller caller) throws InterruptedException {
    return caller
        .await(
            0,
            one -> one.message().hasAudio() && !one.message().getAudio().getAudio().isEmpty(),
            PATIENCE)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "The server spoke nothing for %d s; look at its log."
                        .formatted(PATIENCE.toSeconds())));
  }

  Caller caller() {
    return caller;
  }

  String text() {
    return text;
  }

  /// What the server calls it.
  String replyId() {
    return firstAudio.message().getAudio().getReplyId();
  }

  /// The number of the message with its first audio.
  int number() {
    return firstAudio.number();
  }

  /// Lets a sound be heard so long after the first audio.
  Said interrupt(Sound sound, long milliseconds) throws InterruptedException {
    caller.awaitPosition(firstAudio.position() + milliseconds * SAMPLES);
    return caller.say(sound);
  }

  /// Waits until the server stops the monologue for good, or does not.
  boolean awaitStopped(Duration limit) throws InterruptedException {
    return caller.await(0, one -> isStopped(one, replyId()), limit).isPresent();
  }

  /// Whether a call's monologue was stopped for good.
  boolean isStopped(CallLog log) {
    return log.arrivals().stream().anyMatch(one -> isStopped(one, replyId()));
  }

  /// How often it was paused and went on.
  int falseAlarms(CallLog log) {
    return log.arrivals(
            message ->
                message.getInterruption().getReplyId().equals(replyId())
                    && message.getInterruption().getKind() == Interruption.Kind.FALSE_ALARM)
        .size();
  }

  @Override
  public void close() {
    caller.close();
  }

  private static boolean isStopped(Arrival arrival, String reply) {
    Interruption interruption = arrival.message().getInterruption();
    return interruption.getReplyId().equals(reply)
        && interruption.getKind() == Interruption.Kind.CONFIRMED;
  }
}
