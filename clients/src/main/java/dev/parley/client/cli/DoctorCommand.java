package dev.parley.client.cli;

import dev.parley.client.cli.doctor.Checks;
import dev.parley.client.cli.doctor.Finding;
import dev.parley.client.cli.terminal.Style;
import dev.parley.client.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `parley doctor`.
@Command(
    name = "doctor",
    description = "Checks what Parley needs of this machine.",
    footer = {
      "",
      "Exit status 1 if something is missing without which Parley does not work.",
      "",
      "Example:",
      "  parley doctor"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Finding> findings = Checks.all();
    findings.forEach(finding -> terminal.result(line(finding, terminal.style())));
    return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAIL) ? 1 : 0;
  }

  static String line(Finding finding, Style style) {
    String verdict =
        switch (finding.verdict()) {
          case OK -> style.green("ok  ");
          case WARN -> style.yellow("warn");
          case FAIL -> style.red("fail");
        };
    return "%s  %-14s %s".formatted(verdict, finding.subject(), finding.text());
  }
}
