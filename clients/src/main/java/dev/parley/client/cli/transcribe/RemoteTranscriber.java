package dev.parley.client.cli.transcribe;

import dev.parley.client.VoiceClient;
import dev.parley.client.cli.transcribe.FileTranscript.Segment;
import dev.parley.client.cli.transcribe.FileTranscript.TimedWord;
import dev.parley.proto.v1.HotWord;
import dev.parley.proto.v1.RecognitionTask;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscriptionEvent;
import dev.parley.proto.v1.TranscriptionProgress;
import dev.parley.proto.v1.TranscriptionSegment;
import dev.parley.proto.v1.TranscriptionSummary;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;

/// Transcribes on a server. Owns its client.
final class RemoteTranscriber implements Transcriber {
  private final VoiceClient client;

  RemoteTranscriber(VoiceClient client) {
    this.client = client;
  }

  @Override
  public FileTranscript transcribe(InputFile file, TranscriptionTask task, DoubleConsumer progress)
      throws IOException, InterruptedException {
    TranscribeConfig config =
        TranscribeConfig.newBuilder()
            .setFileName(file.name())
            .addAllLanguages(task.languages())
            .setTask(task.translate() ? RecognitionTask.TRANSLATE : RecognitionTask.TRANSCRIBE)
            .setWords(task.words())
            .addAllHotWords(
                task.hotWords().stream()
                    .map(
                        word ->
                            HotWord.newBuilder()
                                .setPhrase(word.phrase())
                                .setWeight((float) word.weight())
                                .build())
                    .toList())
            .build();
    Answer answer = new Answer(progress);
    try (InputStream bytes = file.bytes()) {
      client.transcribe(config, bytes, answer::take);
    }
    return answer.transcript(file, task);
  }

  @Override
  public void close() {
    client.close();
  }

  private static final class Answer {
    private final DoubleConsumer progress;
    private final List<Segment> segments = new ArrayList<>();
    private final List<TimedWord> words = new ArrayList<>();
    private TranscriptionSummary summary = TranscriptionSummary.getDefaultInstance();

    Answer(DoubleConsumer progress) {
      this.progress = progress;
    }

    synchronized void take(TranscriptionEvent event) {
      switch (event.getMessageCase()) {
        case PROGRESS -> {
          TranscriptionProgress reached = event.getProgress();
          if (reached.getTotalMs() > 0) {
            progress.accept(Math.min(1, (double) reached.getProcessedMs() / reached.getTotalMs()));
          }
        }
        case SEGMENT -> add(event.getSegment());
        case SUMMARY -> summary = event.getSummary();
        case MESSAGE_NOT_SET -> {}
      }
    }

    private void add(TranscriptionSegment segment) {
      segments.add(
          new Segment(
              segment.getStartMs() / 1e3,
              segment.getEndMs() / 1e3,
              segment.getText().strip(),
              OptionalDouble.empty(),
              OptionalDouble.empty()));
      segment
          .getWordsList()
          .forEach(
              word ->
                  words.add(
                      new TimedWord(
                          word.getText(),
                          word.getStartMs() / 1e3,
                          word.getEndMs() / 1e3,
                          word.hasConfidence()
                              ? OptionalDouble.of(word.getConfidence())
                              : OptionalDouble.empty())));
    }

    synchronized FileTranscript transcript(InputFile file, TranscriptionTask task) {
      return new FileTranscript(
          file.argument(),
          task.name(),
          summary.getLanguage(),
          summary.getDurationMs() / 1e3,
          summary.getProcessingMs() / 1e3,
          summary.getText(),
          segments,
          words);
    }
  }
}
