package dev.parley.client.cli.transcribe;

import dev.parley.asr.HotWord;
import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.client.VoiceClient;
import dev.parley.client.cli.local.LocalEngines;
import dev.parley.client.cli.local.ServerOption;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `parley transcribe`.
@Command(
    name = "transcribe",
    description = "Turns speech in files into text.",
    footer = {
      "",
      "Examples:",
      "  parley transcribe meeting.m4a",
      "  parley transcribe --format srt --output-dir subtitles *.mp4",
      "  parley transcribe --language de,en --words --format json call.wav",
      "  parley transcribe --hot-word Kubernetes --hot-word 'Ana Ruiz=6' standup.wav",
      "  curl -s $URL | parley transcribe -"
    })
public final class TranscribeCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Sound files of any common format; - reads standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private TranscriptFormat format = TranscriptFormat.TEXT;

  @Option(
      names = {"-o", "--output-dir"},
      paramLabel = "DIR",
      description = "Write a document for each file into this folder.")
  private @Nullable Path outputFolder;

  @Option(
      names = {"-l", "--language"},
      paramLabel = "CODE",
      split = ",",
      description = "Language that is spoken (ISO 639-1); several: candidates; none: any.")
  private List<String> languages = new ArrayList<>();

  @Option(
      names = "--task",
      description = "transcribe, or translate into English (default: ${DEFAULT-VALUE}).")
  private Task task = Task.TRANSCRIBE;

  @Option(names = "--words", description = "Add the times of every word.")
  private boolean words;

  @Option(
      names = "--hot-word",
      paramLabel = "WORD[=WEIGHT]",
      description = {
        "Word or phrase to expect, such as a name; can be given several times.",
        "The weight is up to 20 (default: 4)."
      })
  private List<String> hotWords = new ArrayList<>();

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = {
        "Transcripts to follow at once, up to 16; more find likelier texts, slowly",
        "(default: ${DEFAULT-VALUE})."
      })
  private int beam = 1;

  @Option(
      names = {"-m", "--model"},
      description = "Transcription model, see 'parley models list'.")
  private @Nullable String model;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Files at once (default: ${DEFAULT-VALUE}).")
  private int jobs = 8;

  @Mixin private ServerOption server = new ServerOption();

  /// What the text is.
  enum Task {
    TRANSCRIBE,
    TRANSLATE
  }

  public TranscribeCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (jobs < 1) {
      throw misuse("--jobs takes a number from 1 on.");
    }
    if (model != null && server.address().isPresent()) {
      throw misuse("--model is for this machine; a server uses the model of its configuration.");
    }
    if (beam < 1 || beam > RecognitionOptions.WIDEST_BEAM) {
      throw misuse("--beam takes a number from 1 to %d.".formatted(RecognitionOptions.WIDEST_BEAM));
    }
    if (beam > 1 && server.address().isPresent()) {
      throw misuse("--beam is for this machine; a server searches as it is configured.");
    }
    List<InputFile> inputs = files.stream().map(InputFile::new).toList();
    if (inputs.stream().filter(InputFile::isStandardInput).count() > 1) {
      throw misuse("Standard input (-) can be read only once.");
    }
    inputs = List.copyOf(new LinkedHashSet<>(inputs));
    TranscriptionTask wanted =
        new TranscriptionTask(
            languages,
            task == Task.TRANSLATE,
            words,
            hotWords.stream().map(this::hotWord).toList(),
            beam);
    Documents documents = new Documents(terminal, format, folder(inputs), inputs.size());
    if (server.address().isPresent()) {
      try (Transcriber remote =
          new RemoteTranscriber(VoiceClient.connect(server.address().get()))) {
        return new TranscriptionRun(terminal, remote, documents, jobs).run(inputs, wanted);
      }
    }
    try (LocalEngines engines = new LocalEngines(terminal, Optional.ofNullable(model))) {
      SpeechRecognizer recognizer = engines.recognizer();
      checkLanguages(recognizer);
      Transcriber local = new LocalTranscriber(recognizer);
      return new TranscriptionRun(terminal, local, documents, jobs).run(inputs, wanted);
    }
  }

  private HotWord hotWord(String argument) {
    int sign = argument.lastIndexOf('=');
    try {
      return sign < 0
          ? HotWord.of(argument)
          : new HotWord(
              argument.substring(0, sign), Double.parseDouble(argument.substring(sign + 1)));
    } catch (IllegalArgumentException e) {
      throw misuse(
          "--hot-word takes a word, and behind = a weight from 0 to 20; it was '%s'."
              .formatted(argument));
    }
  }

  private Optional<OutputFolder> folder(List<InputFile> inputs) {
    if (outputFolder == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new OutputFolder(outputFolder, inputs, format.extension(), interruption));
    } catch (IOException e) {
      throw new CommandFailure(
          "The folder %s cannot be made or written; choose another one with --output-dir."
              .formatted(outputFolder),
          e);
    }
  }

  private void checkLanguages(SpeechRecognizer recognizer) {
    for (String language : languages) {
      if (!recognizer.languages().contains(language)) {
        throw misuse(
            "%s does not know the language '%s'; it knows %s."
                .formatted(recognizer.name(), language, String.join(", ", recognizer.languages())));
      }
    }
  }

  private RuntimeException misuse(String sentence) {
    return spec == null
        ? new CommandFailure(sentence)
        : new ParameterException(spec.commandLine(), sentence);
  }
}
