package dev.parley.load.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.load.corpus.RawFile;
import dev.parley.load.corpus.Samples;
import dev.parley.load.corpus.ScratchFolder;
import dev.parley.load.peer.Contestant;
import dev.parley.load.peer.PeerProcess;
import dev.parley.load.words.Utterance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// An engine that speaks in a process of its own.
final class Speaker implements Contestant {
  private final PeerProcess process;
  private final Engine engine;
  private final int threads;
  private final ScratchFolder folder;
  private int number;

  /// Who speaks.
  enum Engine {
    PARLEY,
    HIBARI,
    PIPER,
    KOKORO
  }

  /// @param process is closed with the speaker
  /// @param threads that compute
  /// @param folder gets the audio
  Speaker(PeerProcess process, Engine engine, int threads, ScratchFolder folder) {
    this.process = process;
    this.engine = engine;
    this.threads = threads;
    this.folder = folder;
  }

  /// Starts Parley in another process.
  static Speaker parley(String voice, int threads, ScratchFolder folder) throws IOException {
    List<String> arguments = List.of(Integer.toString(threads), voice);
    return new Speaker(
        PeerProcess.java(VoiceProcess.class, arguments), Engine.PARLEY, threads, folder);
  }

  @Override
  public String name() {
    return process.ready();
  }

  Engine engine() {
    return engine;
  }

  int threads() {
    return threads;
  }

  /// Speaks a sentence, with the whole machine for it.
  Spoken speak(String sentence) throws IOException {
    Path file = folder.file("%s-%d-%d.f32".formatted(engine, threads, number++));
    JsonNode answer =
        process.ask(
            JsonNodeFactory.instance
                .objectNode()
                .put("text", sentence)
                .put("file", file.toString()));
    PcmFormat format = new PcmFormat(answer.path("rate").asInt());
    float[] samples = RawFile.read(file);
    RawFile.write(file, Samples.of(PcmFrame.of(format, 0, samples)));
    return new Spoken(
        sentence,
        answer.path("first").asDouble(),
        answer.path("seconds").asDouble(),
        (double) samples.length / format.sampleRate(),
        file,
        words(sentence, answer, format));
  }

  /// The phonemes of a sentence in the alphabet of the engine, if its process tells them.
  String phonemes(String sentence) throws IOException {
    return process
        .ask(JsonNodeFactory.instance.objectNode().put("phonemes", sentence))
        .path("phonemes")
        .asText();
  }

  /// The most memory that its process has held so far.
  OptionalLong peakBytes() {
    return process.meter().peakResidentBytes();
  }

  @Override
  public void close() {
    process.close();
  }

  private static List<Utterance> words(String sentence, JsonNode answer, PcmFormat format) {
    List<Utterance> words = new ArrayList<>();
    for (JsonNode word : answer.path("words")) {
      words.add(
          Utterance.of(
              position(word.path("start").asLong(), format),
              position(word.path("end").asLong(), format),
              sentence.substring(word.path("textStart").asInt(), word.path("textEnd").asInt())));
    }
    return words;
  }

  private static long position(long sample, PcmFormat format) {
    return sample * PcmFormat.SPEECH.sampleRate() / format.sampleRate();
  }
}
