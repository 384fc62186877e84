package dev.parley.client.cli.speak;

import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.speak.Speaker.VoiceEntry;
import dev.parley.client.cli.terminal.Style;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.tts.catalogue.CatalogueVoice;
import dev.parley.tts.catalogue.VoiceCatalogue;
import java.util.List;

/// Prints voices, one a line.
final class VoiceTable {
  private VoiceTable() {}

  /// The voices of a server.
  ///
  /// @return the exit status
  static int of(List<VoiceEntry> voices, Terminal terminal) {
    voices.forEach(
        voice ->
            terminal.result(
                "%-32s %-6s %-7s %-7s %6d Hz  %s"
                    .formatted(
                        voice.name(),
                        voice.language(),
                        voice.gender(),
                        voice.engine(),
                        voice.sampleRate(),
                        voice.licence())));
    return 0;
  }

  /// The voices of this machine and those that can be pulled.
  ///
  /// @return the exit status
  static int of(VoiceCatalogue catalogue, Terminal terminal) {
    Style style = terminal.style();
    for (CatalogueVoice voice : catalogue.voices()) {
      String state = "%-5s".formatted(voice.present() ? "here" : "-");
      terminal.result(
          "%s%-32s %-6s %-7s %-7s %-7s %-8s %6d Hz %9s  %s"
              .formatted(
                  voice.present() ? style.green(state) : style.dim(state),
                  voice.name(),
                  voice.language(),
                  voice.gender(),
                  voice.engine(),
                  voice.quality(),
                  voice.speed(),
                  voice.sampleRate(),
                  PullProgress.megabytes(voice.bytes()),
                  voice.licence()));
    }
    terminal.note(
        "A voice that is not here is pulled when it is used, or with: parley models pull voice:NAME");
    return 0;
  }
}
