package dev.parley.client.cli.transcribe;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.Transcript;
import dev.parley.asr.Word;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.file.AudioFileReader;
import dev.parley.client.cli.transcribe.FileTranscript.Segment;
import dev.parley.client.cli.transcribe.FileTranscript.TimedWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;

/// Transcribes with a recogniser of this process, which stays the caller's.
final class LocalTranscriber implements Transcriber {
  private final SpeechRecognizer recognizer;

  LocalTranscriber(SpeechRecognizer recognizer) {
    this.recognizer = recognizer;
  }

  @Override
  public FileTranscript transcribe(InputFile file, TranscriptionTask task, DoubleConsumer progress)
      throws IOException, InterruptedException {
    RecognitionOptions options =
        RecognitionOptions.FILE
            .withLanguages(task.languages())
            .withWords(task.words())
            .withHotWords(task.hotWords())
            .withBeam(task.beam())
            .withTask(
                task.translate()
                    ? RecognitionOptions.Task.TRANSLATE
                    : RecognitionOptions.Task.TRANSCRIBE);
    try (AudioFileReader reader = file.audio()) {
      double expected = reader.info().duration().map(LocalTranscriber::seconds).orElse(0.0);
      Finals finals = new Finals(expected, progress);
      try (RecognitionStream stream = recognizer.open(options, finals::add)) {
        ReadAhead audio = new ReadAhead(stream);
        reader.readInto(audio);
        double seconds = audio.finish();
        return finals.transcript(file, task, audio.duration(), seconds);
      }
    }
  }

  private static double seconds(java.time.Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static double seconds(long position) {
    return (double) position / PcmFormat.SPEECH.sampleRate();
  }

  @Override
  public void close() {}

  /// Collects on the recogniser's thread; read after the stream has finished.
  private static final class Finals {
    private final double expected;
    private final DoubleConsumer progress;
    private final List<Segment> segments = new ArrayList<>();
    private final List<TimedWord> words = new ArrayList<>();
    private String language = "";

    Finals(double expected, DoubleConsumer progress) {
      this.expected = expected;
      this.progress = progress;
    }

    synchronized void add(Transcript transcript) {
      if (expected > 0) {
        progress.accept(Math.min(1, seconds(transcript.listenedTo()) / expected));
      }
      if (!(transcript instanceof Transcript.Final segment) || segment.text().isBlank()) {
        return;
      }
      if (language.isEmpty()) {
        language = segment.language();
      }
      segments.add(
          new Segment(
              seconds(segment.start()),
              seconds(segment.end()),
              segment.text().strip(),
              OptionalDouble.of(segment.averageLogProbability()),
              OptionalDouble.of(segment.noSpeechProbability())));
      for (Word word : segment.words()) {
        words.add(
            new TimedWord(
                word.text(),
                seconds(word.start()),
                seconds(word.end()),
                OptionalDouble.of(word.confidence())));
      }
    }

    synchronized FileTranscript transcript(
        InputFile file, TranscriptionTask task, double duration, double seconds) {
      return new FileTranscript(
          file.argument(),
          task.name(),
          language,
          duration,
          seconds,
          SpacelessScripts.join(segments.stream().map(Segment::text), language),
          segments,
          words);
    }
  }
}
