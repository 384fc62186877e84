package dev.parley.client.cli.speak;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.client.VoiceClient;
import dev.parley.client.audio.SoundDeviceException;
import dev.parley.client.audio.SpeakerSink;
import dev.parley.client.cli.local.LocalEngines;
import dev.parley.client.cli.local.ServerOption;
import dev.parley.client.cli.speak.Speaker.VoiceEntry;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.client.cli.terminal.WavFile;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.Markup;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.catalogue.VoiceCatalogue;
import dev.parley.tts.pronunciation.LexiconFile;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `parley speak`.
@Command(
    name = "speak",
    description = "Speaks a text: plays it, or writes it into a WAV file.",
    footer = {
      "",
      "Examples:",
      "  parley speak \"The train leaves at 7:45.\"",
      "  parley speak --output hello.wav \"Hello!\"",
      "  parley speak - < story.txt",
      "  parley speak --ssml greeting.ssml",
      "  parley speak --lexicon names.tsv \"Siobhan is here.\"",
      "  parley speak --voice list"
    })
public final class SpeakCommand implements Callable<Integer> {
  private static final String LIST = "list";
  private static final List<String> STANDARD_INPUT = List.of("-");

  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "What to say; - reads standard input. With --ssml also the name of a file.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--voice",
      description =
          "Who speaks; 'list' shows the voices (default: the configured one). A voice that is not"
              + " here is pulled.")
  private @Nullable String voice;

  @Option(names = "--speed", description = "0.5 to 2 (default: ${DEFAULT-VALUE}).")
  private double speed = 1;

  @Option(
      names = "--ssml",
      description = "The text is Speech Synthesis Markup Language: <speak>…</speak>.")
  private boolean ssml;

  @Option(
      names = "--inline-phonemes",
      description = "The text gives words their phonemes: [tomato](/təˈmɑːtəʊ/).")
  private boolean inlinePhonemes;

  @Option(
      names = "--lexicon",
      paramLabel = "FILE",
      description =
          "How words are said: a word, a tab, and /phonemes/ or a text to read instead, on each"
              + " line.")
  private @Nullable Path lexicon;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "WAV file to write instead of playing.")
  private @Nullable Path output;

  @Mixin private ServerOption server = new ServerOption();

  public SpeakCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(speed >= 0.5 && speed <= 2)) {
      throw misuse("--speed takes a number from 0.5 to 2.");
    }
    if (ssml && inlinePhonemes) {
      throw misuse("Give either --ssml or --inline-phonemes; SSML has the element <phoneme>.");
    }
    boolean listing = LIST.equals(voice);
    String text = listing ? "" : text();
    SynthesisSettings settings = settings();
    if (server.address().isPresent()) {
      try (Speaker remote = new RemoteSpeaker(VoiceClient.connect(server.address().get()))) {
        return listing ? VoiceTable.of(remote.voices(), terminal) : run(remote, text, settings);
      }
    }
    if (listing) {
      return VoiceTable.of(VoiceCatalogue.of(ModelStore.standard()), terminal);
    }
    try (LocalEngines engines = new LocalEngines(terminal, Optional.empty())) {
      return run(new LocalSpeaker(engines.synthesizer(Optional.ofNullable(voice))), text, settings);
    }
  }

  private int run(Speaker speaker, String text, SynthesisSettings settings)
      throws InterruptedException {
    VoiceEntry chosen = choose(speaker.voices());
    PcmFormat format = new PcmFormat(chosen.sampleRate());
    if (output != null) {
      write(speaker, text, chosen, settings, WavFile.create(output, format, interruption, false));
    } else {
      play(speaker, text, chosen, settings, format);
    }
    return 0;
  }

  private void write(
      Speaker speaker, String text, VoiceEntry chosen, SynthesisSettings settings, WavFile file)
      throws InterruptedException {
    try (file) {
      long start = System.nanoTime();
      speaker.speak(text, chosen, settings, file::write);
      double wall = (System.nanoTime() - start) / 1e9;
      double length = (double) file.samples() / chosen.sampleRate();
      if (file.samples() == 0) {
        throw nothingToSay();
      }
      file.finish();
      terminal.note(
          String.format(
              Locale.ROOT,
              "%s: %.1f s of speech by %s in %.2f s (real-time factor %.3f)",
              output,
              length,
              chosen.name(),
              wall,
              wall / length));
    }
  }

  private void play(
      Speaker speaker, String text, VoiceEntry chosen, SynthesisSettings settings, PcmFormat format)
      throws InterruptedException {
    try (SpeakerSink loudspeaker = SpeakerSink.open(format)) {
      Playing playing = new Playing(loudspeaker);
      speaker.speak(text, chosen, settings, playing::take);
      loudspeaker.drain();
      if (playing.samples == 0) {
        throw nothingToSay();
      }
      terminal.note(
          String.format(
              Locale.ROOT,
              "%.1f s of speech by %s, first sound after %.2f s",
              (double) playing.samples / chosen.sampleRate(),
              chosen.name(),
              (playing.first - playing.start) / 1e9));
    } catch (SoundDeviceException e) {
      throw new CommandFailure(
          "No loudspeaker can be opened; connect one, or write a file with --output speech.wav.",
          e);
    }
  }

  private static final class Playing {
    private final SpeakerSink loudspeaker;
    private final long start = System.nanoTime();
    private volatile long first;
    private volatile long samples;

    Playing(SpeakerSink loudspeaker) {
      this.loudspeaker = loudspeaker;
    }

    synchronized void take(PcmFrame frame) {
      if (samples == 0) {
        first = System.nanoTime();
      }
      samples += frame.length();
      loudspeaker.write(frame);
    }
  }

  private VoiceEntry choose(List<VoiceEntry> voices) {
    return voices.stream()
        .filter(entry -> voice == null || entry.name().equals(voice))
        .findFirst()
        .orElseThrow(
            () ->
                misuse(
                    "There is no voice '%s'; there are: %s."
                        .formatted(
                            voice,
                            voices.stream()
                                .map(VoiceEntry::name)
                                .collect(Collectors.joining(", ")))));
  }

  private SynthesisSettings settings() {
    Markup markup = ssml ? Markup.SSML : inlinePhonemes ? Markup.INLINE_PHONEMES : Markup.PLAIN;
    PronunciationLexicon words =
        lexicon == null
            ? PronunciationLexicon.EMPTY
            : PronunciationLexicon.of(LexiconFile.read(lexicon));
    return new SynthesisSettings(speed, markup, words);
  }

  private String text() throws IOException {
    String text =
        words.equals(STANDARD_INPUT)
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : String.join(" ", words);
    if (text.isBlank()) {
      throw misuse("There is no text to speak; give one, or - for standard input.");
    }
    boolean file = ssml && !words.equals(STANDARD_INPUT) && !text.stripLeading().startsWith("<");
    return file ? Files.readString(Path.of(text)) : text;
  }

  private static CommandFailure nothingToSay() {
    return new CommandFailure("The text holds nothing that can be spoken; give words or numbers.");
  }

  private RuntimeException misuse(String sentence) {
    return spec == null
        ? new CommandFailure(sentence)
        : new ParameterException(spec.commandLine(), sentence);
  }
}
