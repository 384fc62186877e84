package dev.parley.load.live;

import dev.parley.client.cli.local.ServerOption;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.corpus.AudioOption;
import dev.parley.load.corpus.Clip;
import dev.parley.load.corpus.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that every command with live streams has.
public final class LiveOptions {
  @Mixin private AudioOption audio = new AudioOption();
  @Mixin private ServerOption server = new ServerOption();

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "Process of that server, if it is on this machine, to measure its memory.")
  private @Nullable Long pid;

  @Option(
      names = "--silence",
      paramLabel = "MS",
      description =
          "Silence that ends a turn, part of a final's latency (default: ${DEFAULT-VALUE}).")
  private int silence = 600;

  @Option(
      names = {"-l", "--language"},
      paramLabel = "CODE",
      split = ",",
      description = "Language that is spoken; several: candidates; none: any.")
  private List<String> languages = new ArrayList<>();

  /// Starts or reaches the server.
  public LoadedServer open(Terminal terminal, Interruption interruption) {
    return LoadedServer.open(terminal, interruption, server.address(), Optional.ofNullable(pid));
  }

  public LiveLoad load(LoadedServer running) {
    return new LiveLoad(running, silence(), languages);
  }

  public Duration silence() {
    return Duration.ofMillis(silence);
  }

  public AudioOption audio() {
    return audio;
  }

  /// Decodes the clips of `--filter`.
  public List<Track.Recorded> recordings() throws IOException {
    return recordings(_ -> true);
  }

  /// Decodes those clips of `--filter` that are wanted.
  public List<Track.Recorded> recordings(Predicate<Clip> wanted) throws IOException {
    List<Track.Recorded> recordings = new ArrayList<>();
    for (Clip clip : audio.clips()) {
      if (wanted.test(clip)) {
        recordings.add(new Track.Recorded(clip, Samples.of(clip.path())));
      }
    }
    if (recordings.isEmpty()) {
      throw new CommandFailure(
          "%s holds no clips of the categories that this measures; choose some with --filter."
              .formatted(audio.folder()));
    }
    return recordings;
  }

  /// Tracks that start with different clips.
  public static List<Track> tracks(
      List<Track.Recorded> recordings, int count, Duration length, LoadedServer server) {
    List<Track> tracks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = i * recordings.size() / count;
      tracks.add(Track.of(recordings, from, length, server.voice()));
    }
    return tracks;
  }
}
