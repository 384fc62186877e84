package dev.parley.load.script;

import dev.parley.load.caller.EchoPath;
import dev.parley.load.caller.Sound;
import java.time.Duration;
import java.util.Optional;

/// One thing that a caller does. Between two steps the line is silent.
public sealed interface Step {
  /// Lets a sound be heard to its end.
  record Play(Sound sound) implements Step {}

  /// Says nothing.
  record Silence(Duration length) implements Step {}

  /// Waits, in silence.
  record Wait(Condition condition, Duration limit) implements Step {}

  /// Waits for the first audio of a reply and speaks some time after it.
  record BargeIn(Sound sound, Duration after, Duration limit) implements Step {}

  /// A turn that is typed.
  record TypeText(String text) implements Step {}

  /// Keys of a telephone, one after the other.
  record PressKeys(String keys) implements Step {}

  /// The application lets the server speak.
  record Say(String text, boolean interruptible) implements Step {}

  /// The microphone hears the loudspeaker from now on, or no longer.
  record Echo(Optional<EchoPath> path) implements Step {}

  /// The server is told what was played from now on, or no longer.
  record Report(boolean progress) implements Step {}

  /// The last step: the caller hangs up and hears the server out, or the line is cut.
  record Leave(boolean cut) implements Step {}
}
