package dev.parley.client.cli.transcribe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.parley.client.cli.transcribe.FileTranscript.Segment;
import dev.parley.client.cli.transcribe.FileTranscript.TimedWord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/// The formats that are JSON.
final class JsonDocuments {
  private static final JsonFactory JSON = new JsonFactory();

  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonDocuments() {}

  /// One line: `file`, `text`, `language`, `duration`, `seconds`, `segments`, `words`.
  static String line(FileTranscript transcript) {
    return document(
        false,
        json -> {
          json.writeStringField("file", transcript.file());
          json.writeStringField("text", transcript.text());
          json.writeStringField("language", transcript.language());
          number(json, "duration", transcript.duration());
          number(json, "seconds", transcript.seconds());
          json.writeArrayFieldStart("segments");
          for (Segment segment : transcript.segments()) {
            json.writeStartObject();
            number(json, "start", segment.start());
            number(json, "end", segment.end());
            json.writeStringField("text", segment.text());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("words");
          for (TimedWord word : transcript.words()) {
            json.writeStartObject();
            json.writeStringField("word", word.text());
            number(json, "start", word.start());
            number(json, "end", word.end());
            if (word.confidence().isPresent()) {
              number(json, "confidence", word.confidence().getAsDouble());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /// The shape of OpenAI's `verbose_json`. What describes the inner life of their decoder (`seek`,
  /// `tokens`, `temperature`) is left out.
  static String verbose(FileTranscript transcript) {
    return document(
        true,
        json -> {
          json.writeStringField("task", transcript.task());
          json.writeStringField("language", languageName(transcript.language()));
          number(json, "duration", transcript.duration());
          json.writeStringField("text", transcript.text());
          segments(json, transcript.segments());
          if (!transcript.words().isEmpty()) {
            json.writeArrayFieldStart("words");
            for (TimedWord word : transcript.words()) {
              json.writeStartObject();
              json.writeStringField("word", word.text());
              number(json, "start", word.start());
              number(json, "end", word.end());
              json.writeEndObject();
            }
            json.writeEndArray();
          }
        });
  }

  /// What was done in all.
  static String summary(int files, double audioSeconds, double wallSeconds) {
    return document(
            false,
            json -> {
              json.writeNumberField("files", files);
              number(json, "audio_seconds", audioSeconds);
              number(json, "wall_seconds", wallSeconds);
            })
        .strip();
  }

  private static void segments(JsonGenerator json, List<Segment> segments) throws IOException {
    json.writeArrayFieldStart("segments");
    for (int id = 0; id < segments.size(); id++) {
      Segment segment = segments.get(id);
      json.writeStartObject();
      json.writeNumberField("id", id);
      number(json, "start", segment.start());
      number(json, "end", segment.end());
      json.writeStringField("text", segment.text());
      if (segment.averageLogProbability().isPresent()) {
        number(json, "avg_logprob", segment.averageLogProbability().getAsDouble());
      }
      number(json, "compression_ratio", compressionRatio(segment.text()));
      if (segment.noSpeechProbability().isPresent()) {
        number(json, "no_speech_prob", segment.noSpeechProbability().getAsDouble());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String document(boolean indented, Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      if (indented) {
        json.setPrettyPrinter(new DefaultPrettyPrinter());
      }
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /// Milliseconds are as fine as any time is; probabilities gain nothing by more digits either.
  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeNumberField(
        name,
        new BigDecimal(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().add(ZERO));
  }

  /// Keeps a stripped number from being written as `1E+2`.
  private static final BigDecimal ZERO = new BigDecimal("0.0");

  /// As OpenAI's Whisper measures it: the bytes of the text to those of its zlib compression.
  private static double compressionRatio(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return 0;
    }
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] target = new byte[bytes.length + 64];
      return (double) bytes.length / deflater.deflate(target);
    }
  }

  /// OpenAI writes `english`, not `en`.
  private static String languageName(String code) {
    return Locale.of(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT);
  }
}
