package dev.parley.server.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.ConfigUpdate;
import dev.parley.proto.v1.HotWord;
import dev.parley.proto.v1.LexiconEntry;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.TurnDetection;
import dev.parley.proto.v1.TurnSettings;
import dev.parley.server.config.ServerConfig;
import dev.parley.server.config.ServerConfig.ConversationDefaults;
import dev.parley.server.session.SessionSettings;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.Voice;
import dev.parley.tts.pronunciation.Pronunciation;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a client's configuration, refuses by name what cannot be honoured, and writes the values
/// in effect.
///
/// @param defaults what a field that is left out means
/// @param synthesizer whose voices this server has
/// @param languages the languages of the recogniser
/// @param routes the model routes of this server
/// @param lexicon of this server, for the voices that can say it
public record SettingsReader(
    ConversationDefaults defaults,
    SpeechSynthesizer synthesizer,
    List<String> languages,
    Set<String> routes,
    PronunciationLexicon lexicon) {

  private static final int MIN_LEAD = 100;
  private static final int MAX_LEAD = 60_000;
  private static final int MIN_RATE = 8_000;
  private static final int MAX_RATE = 48_000;
  private static final int MAX_TEXT = 16_384;
  private static final int MAX_HOT_WORDS = 200;
  private static final int MAX_HOT_WORD = 200;

  /// The most voices that a message names.
  private static final int NAMED = 12;

  /// The fields that a running session can change.
  private static final Set<String> CHANGEABLE =
      Set.of(
          "languages",
          "voice",
          "speed",
          "system_prompt",
          "route",
          "turn",
          "hot_words",
          "lexicon",
          "interruption",
          "prompts",
          "tools",
          "server_tools");

  public SettingsReader {
    languages = List.copyOf(languages);
    routes = Set.copyOf(routes);
  }

  /// The voices of this server; the first is the last resort.
  public List<Voice> voices() {
    return synthesizer.voices();
  }

  /// Reads a whole configuration.
  ///
  /// @throws RefusedException naming the first field that cannot be honoured
  public SessionSettings read(SessionConfig config) {
    Voice voice = voice(config.getVoice(), "voice");
    return new SessionSettings(
        audio(config.getInput(), "input", 16_000),
        audio(config.getOutput(), "output", 24_000),
        languages(config.getLanguagesList(), "languages"),
        voice,
        speed(config.hasSpeed() ? config.getSpeed() : 1, "speed"),
        text(
            config.getSystemPrompt().isEmpty() ? defaults.systemPrompt() : config.getSystemPrompt(),
            "system_prompt"),
        route(config.getRoute()),
        TurnReader.read(config.getTurn(), defaults, "turn"),
        hotWords(config.getHotWordsList(), "hot_words"),
        lexicon(config.getLexiconList(), voice, "lexicon"),
        MannersReader.interruption(
            config.getInterruption(), defaults.interruption(), "interruption"),
        MannersReader.prompts(config.getPrompts(), defaults.prompts(), voice.language(), "prompts"),
        ToolReader.read(config));
  }

  /// Reads the configuration of a call that continues a session, which keeps its settings.
  ///
  /// @return the token
  /// @throws RefusedException naming the first field besides the token
  public static String resumeToken(SessionConfig config) {
    for (FieldDescriptor field : config.getAllFields().keySet()) {
      if (field.getNumber() != SessionConfig.RESUME_TOKEN_FIELD_NUMBER) {
        throw invalid(
            field.getName(),
            "A resumed session keeps its settings; leave '%s' out, and change it with ConfigUpdate."
                .formatted(field.getName()));
      }
    }
    return config.getResumeToken();
  }

  /// Applies a change to the settings in effect.
  ///
  /// @throws RefusedException naming the first field that cannot be honoured or changed
  public SessionSettings read(SessionSettings current, ConfigUpdate update) {
    FieldMask mask = update.getMask();
    if (mask.getPathsCount() == 0) {
      throw invalid("mask", "The update changes nothing; name the fields to change in 'mask'.");
    }
    for (String path : mask.getPathsList()) {
      String field = path.split("\\.", 2)[0];
      if (!CHANGEABLE.contains(field) || !FieldMaskUtil.isValid(SessionConfig.class, path)) {
        throw invalid(
            path,
            "'%s' cannot be changed in a running session; it can change: %s."
                .formatted(path, CHANGEABLE.stream().sorted().collect(Collectors.joining(", "))));
      }
    }
    SessionConfig.Builder merged = write(current).toBuilder();
    FieldMaskUtil.MergeOptions options =
        new FieldMaskUtil.MergeOptions()
            .setReplaceRepeatedFields(true)
            .setReplacePrimitiveFields(true);
    FieldMaskUtil.merge(mask, update.getConfig(), merged, options);
    TurnSettings turn = update.getConfig().getTurn();
    if (turn.hasSilenceMs() && turn.getDetection() == TurnDetection.TURN_DETECTION_UNSPECIFIED) {
      merged.getTurnBuilder().clearDetection();
    }
    return read(merged.build());
  }

  /// The settings as the client is told them.
  public static SessionConfig write(SessionSettings settings) {
    return SessionConfig.newBuilder()
        .setInput(write(settings.input()))
        .setOutput(write(settings.output()))
        .addAllLanguages(settings.languages())
        .setVoice(settings.voice().name())
        .setSpeed((float) settings.speed())
        .setSystemPrompt(settings.systemPrompt())
        .setRoute(settings.route())
        .setTurn(write(settings.turn()))
        .addAllHotWords(write(settings.hotWords()))
        .addAllLexicon(SpeechWriter.write(settings.lexicon().own()))
        .setInterruption(MannersReader.write(settings.interruption()))
        .setPrompts(MannersReader.write(settings.prompts()))
        .addAllTools(ToolReader.write(settings.tools().own()))
        .setServerTools(ToolReader.write(settings.tools().server()))
        .build();
  }

  /// The settings of a turn as the client is told them.
  public static TurnSettings write(SessionSettings.Turn turn) {
    return TurnReader.write(turn);
  }

  /// A format as the client is told it.
  public static AudioFormat write(SessionSettings.Audio audio) {
    return AudioFormat.newBuilder()
        .setEncoding(
            switch (audio.encoding()) {
              case LINEAR16 -> dev.parley.proto.v1.AudioEncoding.LINEAR16;
              case MULAW -> dev.parley.proto.v1.AudioEncoding.MULAW;
              case ALAW -> dev.parley.proto.v1.AudioEncoding.ALAW;
              case OPUS -> dev.parley.proto.v1.AudioEncoding.OPUS;
            })
        .setSampleRate(audio.format().sampleRate())
        .build();
  }

  /// Reads a format; zero fields take the defaults.
  public SessionSettings.Audio audio(AudioFormat wanted, String field, int defaultRate) {
    AudioEncoding encoding =
        switch (wanted.getEncoding()) {
          case LINEAR16, AUDIO_ENCODING_UNSPECIFIED -> AudioEncoding.LINEAR16;
          case MULAW -> AudioEncoding.MULAW;
          case ALAW -> AudioEncoding.ALAW;
          case OPUS -> AudioEncoding.OPUS;
          case UNRECOGNIZED ->
              throw invalid(
                  field + ".encoding",
                  "The audio encoding %d is unknown; use LINEAR16, MULAW, ALAW or OPUS."
                      .formatted(wanted.getEncodingValue()));
        };
    int rate = wanted.getSampleRate() == 0 ? defaultRate : wanted.getSampleRate();
    if (rate < MIN_RATE || rate > MAX_RATE) {
      throw unsupportedRate(
          field,
          "A sample rate of %d Hz is not supported; use %d to %d Hz."
              .formatted(rate, MIN_RATE, MAX_RATE));
    }
    PcmFormat format = new PcmFormat(rate);
    try {
      encoding.requireRate(format);
    } catch (IllegalArgumentException e) {
      throw unsupportedRate(field, String.valueOf(e.getMessage()));
    }
    return new SessionSettings.Audio(encoding, format);
  }

  /// Checks the candidates of the recogniser.
  public List<String> languages(List<String> candidates, String field) {
    for (String candidate : candidates) {
      if (!languages.contains(candidate)) {
        throw new RefusedException(
            ErrorReason.UNKNOWN_LANGUAGE,
            field,
            "The recogniser does not know the language '%s'; use ISO 639-1 codes such as 'en'."
                .formatted(candidate));
      }
    }
    return candidates;
  }

  /// Finds a voice; an empty name takes the server's default.
  public Voice voice(String name, String field) {
    String wanted = name.isEmpty() ? defaults.voice() : name;
    return voices().stream()
        .filter(voice -> voice.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorReason.UNKNOWN_VOICE,
                    field,
                    "There is no voice '%s'; this server has: %s."
                        .formatted(
                            wanted,
                            voices().stream()
                                .limit(NAMED)
                                .map(Voice::name)
                                .collect(Collectors.joining(", ")))));
  }

  /// Checks the speed of a voice.
  public static double speed(double speed, String field) {
    return within(speed, 0.5, 2, field);
  }

  /// Checks how far audio may be ahead of its listener, in milliseconds; 0 is any amount.
  public static Duration lead(int milliseconds, String field) {
    if (milliseconds != 0 && (milliseconds < MIN_LEAD || milliseconds > MAX_LEAD)) {
      throw invalid(
          field,
          "%s is %d, but must be 0 or between %d and %d."
              .formatted(field, milliseconds, MIN_LEAD, MAX_LEAD));
    }
    return Duration.ofMillis(milliseconds);
  }

  /// Reads the settings of captions, whose utterances end by silence.
  ///
  /// @param silence that ends an utterance if the client does not say
  public SessionSettings.Turn captions(TurnSettings turn, String field, Duration silence) {
    return TurnReader.readCaptions(turn, defaults, silence, field);
  }

  /// Reads the phrases that the recogniser should expect; a weight of 0 is the usual one.
  public static List<dev.parley.asr.HotWord> hotWords(List<HotWord> words, String field) {
    if (words.size() > MAX_HOT_WORDS) {
      throw invalid(
          field, "%d hot words are too many; send %d.".formatted(words.size(), MAX_HOT_WORDS));
    }
    List<dev.parley.asr.HotWord> read = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      HotWord word = words.get(i);
      String place = "%s[%d]".formatted(field, i);
      if (word.getPhrase().isBlank()) {
        throw invalid(place + ".phrase", "A hot word is empty; leave it out.");
      }
      if (word.getPhrase().length() > MAX_HOT_WORD) {
        throw invalid(
            place + ".phrase",
            "A hot word of %d characters is too long; send at most %d."
                .formatted(word.getPhrase().length(), MAX_HOT_WORD));
      }
      double weight =
          within(word.getWeight(), 0, dev.parley.asr.HotWord.LARGEST_WEIGHT, place + ".weight");
      read.add(
          weight == 0
              ? dev.parley.asr.HotWord.of(word.getPhrase())
              : new dev.parley.asr.HotWord(word.getPhrase(), weight));
    }
    return read;
  }

  /// Reads a client's lexicon and puts it over that of the server. Loads the voice if phonemes have
  /// to be checked.
  public SessionSettings.Lexicon lexicon(List<LexiconEntry> entries, Voice voice, String field) {
    PronunciationLexicon own =
        SpeechReader.lexicon(entries, field, spoken -> require(spoken, voice));
    if (lexicon.isEmpty()) {
      return new SessionSettings.Lexicon(own, own);
    }
    return new SessionSettings.Lexicon(own, own.over(lexicon.knownTo(synthesizer.phonemes(voice))));
  }

  private void require(Pronunciation spoken, Voice voice) {
    switch (spoken) {
      case Pronunciation.Sounds sounds -> synthesizer.phonemes(voice).require(sounds);
      case Pronunciation.Alias _ -> {}
    }
  }

  /// The phrases as the client is told them.
  public static List<HotWord> write(List<dev.parley.asr.HotWord> words) {
    return words.stream()
        .map(
            word ->
                HotWord.newBuilder()
                    .setPhrase(word.phrase())
                    .setWeight((float) word.weight())
                    .build())
        .toList();
  }

  private String route(String name) {
    String wanted = name.isEmpty() ? ServerConfig.DEFAULT_ROUTE : name;
    if (!routes.contains(wanted)) {
      throw new RefusedException(
          ErrorReason.UNKNOWN_ROUTE,
          "route",
          "There is no model route '%s'; this server has: %s."
              .formatted(wanted, routes.stream().sorted().collect(Collectors.joining(", "))));
    }
    return wanted;
  }

  private static String text(String text, String field) {
    if (text.length() > MAX_TEXT) {
      throw invalid(
          field, "%d characters are too many; use at most %d.".formatted(text.length(), MAX_TEXT));
    }
    return text;
  }

  static double within(double value, double least, double most, String field) {
    if (!(value >= least && value <= most)) {
      throw invalid(
          field, "%s is %s, but must be between %s and %s.".formatted(field, value, least, most));
    }
    return value;
  }

  private static RefusedException unsupportedRate(String field, String message) {
    return new RefusedException(
        ErrorReason.UNSUPPORTED_SAMPLE_RATE, field + ".sample_rate", message);
  }

  static RefusedException invalid(String field, String message) {
    return new RefusedException(ErrorReason.INVALID_SETTING, field, message);
  }
}
