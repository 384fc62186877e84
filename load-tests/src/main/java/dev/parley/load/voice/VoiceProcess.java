package dev.parley.load.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.client.cli.Logging;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.PullListener;
import dev.parley.load.corpus.RawFile;
import dev.parley.server.Engines;
import dev.parley.server.config.ServerConfig.InferenceSettings;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.Voice;
import dev.parley.tts.stream.PhraseCache;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Parley's voice as a process that answers lines as `peer.py` does. Its arguments are the number
/// of inference threads and the name of the voice.
public final class VoiceProcess {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream answers =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private VoiceProcess() {}

  /// Speaks until its input ends.
  public static void main(String[] arguments) {
    // Libraries print what they like; only answers may reach the reader.
    System.setOut(System.err);
    Logging.start(false);
    new VoiceProcess().run(arguments);
    // Not exit: libraries leave threads behind.
    Runtime.getRuntime().halt(0);
  }

  private void run(String[] arguments) {
    int threads = Integer.parseInt(arguments[0]);
    InferenceSettings settings = new InferenceSettings("cpu", threads, null, null, null);
    try (Engines engines = Engines.open(settings, ModelStore.standard(), PullListener.logging())) {
      SpeechSynthesizer synthesizer = engines.synthesizer(arguments[1], PhraseCache.none());
      Voice voice = synthesizer.voices().getFirst();
      answer(JSON.createObjectNode().put("ready", "Parley %s".formatted(voice.name())));
      BufferedReader requests =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        answer(speak(synthesizer, voice, JSON.readTree(line)));
      }
    } catch (IOException | RuntimeException e) {
      answer(JSON.createObjectNode().put("error", String.valueOf(e.getMessage())));
    } catch (InterruptedException _) {
      // Nobody interrupts; the process ends either way.
    }
  }

  private static ObjectNode speak(SpeechSynthesizer synthesizer, Voice voice, JsonNode request)
      throws IOException, InterruptedException {
    Speech speech = Speech.speak(synthesizer, voice, request.path("text").asText());
    RawFile.write(Path.of(request.path("file").asText()), speech.samples());
    ObjectNode answer =
        JSON.createObjectNode()
            .put("first", speech.first())
            .put("seconds", speech.seconds())
            .put("rate", speech.format().sampleRate());
    ArrayNode words = answer.putArray("words");
    for (SpokenWord word : speech.words()) {
      words
          .addObject()
          .put("textStart", word.textStart())
          .put("textEnd", word.textEnd())
          .put("start", word.start())
          .put("end", word.end());
    }
    return answer;
  }

  private void answer(ObjectNode answer) {
    answers.print(answer);
    answers.print('\n');
    answers.flush();
  }
}
