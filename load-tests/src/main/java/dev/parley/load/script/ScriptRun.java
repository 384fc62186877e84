package dev.parley.load.script;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.Arrival;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Caller;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Dtmf;
import dev.parley.proto.v1.Say;
import dev.parley.proto.v1.TextInput;
import java.time.Duration;
import java.util.Optional;

/// One call by a script. For one thread, once.
public final class ScriptRun {
  private static final Duration CLOSING = Duration.ofSeconds(60);

  /// In a millisecond.
  private static final long SAMPLES = 16;

  /// What came of a script.
  ///
  /// @param failure a sentence about a step that waited in vain; then the caller has hung up
  public record Result(Script script, CallLog log, Optional<String> failure) {}

  private final Script script;
  private final Caller caller;

  /// The number of the first message that an event may be.
  private int from;

  private ScriptRun(Script script, Caller caller) {
    this.script = script;
    this.caller = caller;
  }

  /// Does what the script says.
  ///
  /// @throws dev.parley.client.cli.terminal.CommandFailure if there is no session
  public static Result run(Script script, VoiceClient client) throws InterruptedException {
    try (Caller caller = Caller.open(client, script.session(), script.reporting())) {
      return new ScriptRun(script, caller).run();
    }
  }

  private Result run() throws InterruptedException {
    for (int i = 0; i < script.steps().size(); i++) {
      Step step = script.steps().get(i);
      if (step instanceof Step.Leave(boolean cut)) {
        return new Result(script, cut ? caller.drop() : caller.hangUp(CLOSING), Optional.empty());
      }
      if (!take(step)) {
        return new Result(
            script,
            caller.hangUp(CLOSING),
            Optional.of(
                "%s: step %d waited in vain for %s."
                    .formatted(script.name(), i + 1, awaited(step))));
      }
    }
    throw new IllegalStateException("A script ends with the end of the call.");
  }

  /// @return false if it waited in vain
  private boolean take(Step step) throws InterruptedException {
    switch (step) {
      case Step.Wait(Condition condition, Duration limit) -> {
        return await(condition, limit);
      }
      case Step.BargeIn bargeIn -> {
        Optional<Arrival> audio = event(new Condition.FirstAudio(), bargeIn.limit());
        if (audio.isEmpty()) {
          return false;
        }
        caller.awaitPosition(audio.get().position() + bargeIn.after().toMillis() * SAMPLES);
        from = caller.messages();
        caller.say(bargeIn.sound());
      }
      case Step.Silence(Duration length) -> caller.pause(length);
      case Step.Echo(var path) -> caller.echo(path);
      case Step.Report(boolean progress) -> caller.report(progress);
      case Step.Play(var sound) -> {
        from = caller.messages();
        caller.say(sound);
      }
      case Step.TypeText(String text) ->
          send(ClientMessage.newBuilder().setText(TextInput.newBuilder().setText(text)));
      case Step.PressKeys(String keys) -> {
        for (int i = 0; i < keys.length(); i++) {
          String key = keys.substring(i, i + 1);
          send(ClientMessage.newBuilder().setDtmf(Dtmf.newBuilder().setDigit(key)));
        }
      }
      case Step.Say(String text, boolean interruptible) ->
          send(
              ClientMessage.newBuilder()
                  .setSay(Say.newBuilder().setText(text).setInterruptible(interruptible)));
      case Step.Leave _ -> throw new IllegalStateException("The end is no step in between.");
    }
    return true;
  }

  private void send(ClientMessage.Builder message) {
    from = caller.messages();
    caller.send(message.build());
  }

  private boolean await(Condition condition, Duration limit) throws InterruptedException {
    return condition instanceof Condition.InState(var state)
        ? caller.awaitState(state, limit)
        : event(condition, limit).isPresent();
  }

  private Optional<Arrival> event(Condition condition, Duration limit) throws InterruptedException {
    Optional<Arrival> found = caller.await(from, one -> condition.isMetBy(one.message()), limit);
    found.ifPresent(one -> from = one.number() + 1);
    return found;
  }

  private static String awaited(Step step) {
    return switch (step) {
      case Step.Wait(Condition condition, Duration limit) ->
          "%s, %d ms".formatted(condition, limit.toMillis());
      case Step.BargeIn bargeIn -> "a reply, %d ms".formatted(bargeIn.limit().toMillis());
      case Step other -> other.toString();
    };
  }
}
