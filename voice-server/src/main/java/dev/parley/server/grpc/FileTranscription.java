package dev.parley.server.grpc;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.Transcript;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.file.AudioFileReader;
import dev.parley.audio.file.UnreadableAudioException;
import dev.parley.proto.v1.FileChunk;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscriptionEvent;
import dev.parley.proto.v1.TranscriptionProgress;
import dev.parley.proto.v1.TranscriptionSegment;
import dev.parley.proto.v1.TranscriptionSummary;
import dev.parley.server.grpc.Inbound.Next;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.HearingWriter;
import dev.parley.server.wire.RefusedException;
import dev.parley.server.wire.SettingsReader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// One file of a client on its way to text. Decoding and recognition run while the file arrives.
final class FileTranscription {
  private static final int MAX_CHUNK = 1 << 20;

  private final SpeechRecognizer recognizer;
  private final SettingsReader settings;
  private final Outbound<TranscriptionEvent> outbound;
  private final StringBuilder text = new StringBuilder();
  private final AtomicLong length = new AtomicLong();
  private volatile String language = "";

  FileTranscription(
      SpeechRecognizer recognizer, SettingsReader settings, Outbound<TranscriptionEvent> outbound) {
    this.recognizer = recognizer;
    this.settings = settings;
    this.outbound = outbound;
  }

  void run(Inbound<FileChunk> inbound) throws InterruptedException {
    if (!(inbound.take() instanceof Next.Message<FileChunk>(FileChunk first))) {
      return;
    }
    if (!first.hasConfig()) {
      throw new RefusedException(
          ErrorReason.CONFIG_REQUIRED,
          "config",
          "The first message must be the configuration; it was data.");
    }
    TranscribeConfig config = first.getConfig();
    RecognitionOptions options =
        RecognitionOptions.FILE
            .withLanguages(settings.languages(config.getLanguagesList(), "languages"))
            .withTask(RecognitionGrpcService.task(config.getTask()))
            .withWords(config.getWords())
            .withHotWords(SettingsReader.hotWords(config.getHotWordsList(), "hot_words"));
    String name = config.getFileName().isEmpty() ? "the file" : config.getFileName();
    long start = System.nanoTime();
    try (RecognitionStream stream =
            recognizer.open(options, transcript -> heard(transcript, config.getWords()));
        AudioFileReader file = AudioFileReader.open(new ChunkStream(() -> chunk(inbound)), name)) {
      file.info().duration().ifPresent(duration -> length.set(duration.toMillis()));
      file.readInto(new LengthMeter(stream, length));
      stream.finish();
    } catch (UnreadableAudioException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new RefusedException(
          ErrorReason.UNREADABLE_AUDIO, "data", String.valueOf(e.getMessage()));
    }
    outbound.send(
        TranscriptionEvent.newBuilder()
            .setSummary(
                TranscriptionSummary.newBuilder()
                    .setText(text.toString().strip())
                    .setLanguage(language)
                    .setDurationMs(length.get())
                    .setProcessingMs(Duration.ofNanos(System.nanoTime() - start).toMillis()))
            .build());
  }

  private static byte[] chunk(Inbound<FileChunk> inbound) throws InterruptedException {
    return switch (inbound.take()) {
      case Next.Message<FileChunk>(FileChunk chunk) -> data(chunk);
      case Next.End<FileChunk>(), Next.Nothing<FileChunk>() -> new byte[0];
    };
  }

  private static byte[] data(FileChunk chunk) {
    if (chunk.hasConfig()) {
      throw new RefusedException(
          ErrorReason.CONFIG_REPEATED,
          "config",
          "A file is configured once; start a new call for another file.");
    }
    if (chunk.getData().isEmpty()) {
      throw new RefusedException(
          ErrorReason.INVALID_MESSAGE, "data", "A chunk is empty; send data or half-close.");
    }
    if (chunk.getData().size() > MAX_CHUNK) {
      throw new RefusedException(
          ErrorReason.CHUNK_TOO_LARGE,
          "data",
          "A chunk of %d bytes is too large; send at most %d."
              .formatted(chunk.getData().size(), MAX_CHUNK));
    }
    return chunk.getData().toByteArray();
  }

  private void heard(Transcript transcript, boolean words) {
    if (!(transcript instanceof Transcript.Final segment)) {
      return;
    }
    language = segment.language();
    if (!segment.text().isBlank()) {
      text.append(' ').append(segment.text().strip());
      TranscriptionSegment.Builder message =
          TranscriptionSegment.newBuilder()
              .setStartMs(HearingWriter.milliseconds(segment.start()))
              .setEndMs(HearingWriter.milliseconds(segment.end()))
              .setText(segment.text().strip());
      if (words) {
        segment.words().forEach(word -> message.addWords(HearingWriter.write(word)));
      }
      outbound.sendNow(TranscriptionEvent.newBuilder().setSegment(message).build());
    }
    outbound.offer(
        TranscriptionEvent.newBuilder()
            .setProgress(
                TranscriptionProgress.newBuilder()
                    .setProcessedMs(PcmFormat.SPEECH.milliseconds(segment.listenedTo()))
                    .setTotalMs(length.get()))
            .build());
  }
}
