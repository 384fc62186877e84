package dev.parley.load.noise;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.corpus.Clip;
import dev.parley.load.corpus.Samples;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.Report;
import dev.parley.load.live.LiveOptions;
import dev.parley.load.live.LoadResult;
import dev.parley.load.live.LoadedServer;
import dev.parley.load.live.Track;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `parley bench noise`.
@Command(
    name = "noise",
    description = {
      "Words that are recognised where nobody speaks, in files and in live streams;",
      "and the texts of hesitant speech. Takes the clips of the categories nonspeech/* and",
      "endofturn_disfluency, or those that --filter chooses."
    })
public final class NoiseCommand implements Callable<Integer> {
  private static final String SILENT = "nonspeech";
  private static final String HESITANT = "endofturn_disfluency";

  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private LiveOptions options = new LiveOptions();

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "Live streams over which the clips are spread (default: ${DEFAULT-VALUE}).")
  private int streams = 8;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report into this folder too.")
  private @Nullable Path output;

  /// Figures of a category.
  private static final class Tally {
    private int clips;
    private double seconds;
    private int fileWords;
    private int liveWords;
    private int clipsWithWords;
  }

  public NoiseCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Track.Recorded> clips =
        options.recordings(
            clip ->
                options.audio().filtered()
                    || clip.category().startsWith(SILENT)
                    || clip.category().equals(HESITANT));
    Report report = new Report(spec);
    try (LoadedServer server = options.open(terminal, interruption)) {
      Map<String, String> files = new HashMap<>();
      for (Track.Recorded clip : clips) {
        terminal.status("Files: " + clip.clip().file());
        files.put(clip.clip().file(), transcribe(server, clip.clip()));
      }
      terminal.status("Live streams…");
      LoadResult live =
          options.load(server).run(spread(clips, server), Duration.ofSeconds(1), _ -> {});
      if (!live.failures().isEmpty()) {
        // Words that were never heard would be counted as none.
        throw new CommandFailure(
            "The live streams failed, so there is no report: "
                + String.join(" ", live.failures().stream().distinct().toList()));
      }
      Map<String, String> texts = new HashMap<>();
      live.texts().forEach(text -> texts.put(text.clip().clip().file(), text.text()));
      report.add(tallies(clips, files, texts));
      report.add("The detector of voice noticed speech %d times.".formatted(live.speechStarts()));
      report.add(texts(clips, files, texts));
    }
    report.print(terminal, Optional.ofNullable(output), "noise");
    return 0;
  }

  private static String transcribe(LoadedServer server, Clip clip)
      throws IOException, InterruptedException {
    try (InputStream file = Files.newInputStream(clip.path())) {
      return server.transcribe(String.valueOf(clip.path().getFileName()), file);
    }
  }

  /// All clips, each once.
  private List<Track> spread(List<Track.Recorded> clips, LoadedServer server) {
    List<Track> tracks = new ArrayList<>();
    for (int i = 0; i < Math.min(streams, clips.size()); i++) {
      List<Track.Recorded> share = new ArrayList<>();
      for (int clip = i; clip < clips.size(); clip += streams) {
        share.add(clips.get(clip));
      }
      tracks.add(Track.of(share, 0, Duration.ofDays(1), server.voice()));
    }
    return tracks;
  }

  private static MarkdownTable tallies(
      List<Track.Recorded> clips, Map<String, String> files, Map<String, String> live) {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (Track.Recorded clip : clips) {
      Tally tally = tallies.computeIfAbsent(clip.clip().category(), _ -> new Tally());
      int inFile = words(files.getOrDefault(clip.clip().file(), ""));
      int inLive = words(live.getOrDefault(clip.clip().file(), ""));
      tally.clips++;
      tally.seconds += Samples.seconds(clip.samples().length);
      tally.fileWords += inFile;
      tally.liveWords += inLive;
      tally.clipsWithWords += inFile + inLive > 0 ? 1 : 0;
    }
    MarkdownTable table =
        new MarkdownTable(
            "category", "clips", "minutes", "words in files", "words live", "clips with words");
    tallies.forEach(
        (category, tally) ->
            table.row(
                category,
                Integer.toString(tally.clips),
                number(tally.seconds / 60, 1),
                Integer.toString(tally.fileWords),
                Integer.toString(tally.liveWords),
                Integer.toString(tally.clipsWithWords)));
    return table;
  }

  /// A list, since texts may be long.
  private static String texts(
      List<Track.Recorded> clips, Map<String, String> files, Map<String, String> live) {
    StringBuilder list = new StringBuilder();
    for (Track.Recorded recorded : clips) {
      Clip clip = recorded.clip();
      String file = files.getOrDefault(clip.file(), "");
      String stream = live.getOrDefault(clip.file(), "");
      if (words(file) + words(stream) > 0 || clip.category().equals(HESITANT)) {
        String known = clip.transcript().isBlank() ? clip.note() : clip.transcript();
        list.append("- ").append(clip.file()).append(" (").append(line(known)).append(")\n");
        list.append("  - file: ").append(line(file)).append('\n');
        list.append("  - live: ").append(line(stream)).append('\n');
      }
    }
    return list.toString().stripTrailing();
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}
