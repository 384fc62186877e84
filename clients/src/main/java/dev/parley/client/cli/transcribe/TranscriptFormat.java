package dev.parley.client.cli.transcribe;

import java.util.Locale;

/// How a transcript is written.
enum TranscriptFormat {
  /// The text, a segment a line.
  TEXT("txt"),
  /// OpenAI's `verbose_json`.
  JSON("json"),
  /// One object on one line.
  JSONL("jsonl"),
  /// SubRip subtitles.
  SRT("srt"),
  /// WebVTT subtitles.
  VTT("vtt"),
  /// Start and end in milliseconds and the text.
  TSV("tsv");

  private final String extension;

  TranscriptFormat(String extension) {
    this.extension = extension;
  }

  /// Of files with this format, without a dot.
  String extension() {
    return extension;
  }

  /// Whether documents can follow each other in one stream without a heading.
  boolean isSelfDelimiting() {
    return this == JSON || this == JSONL;
  }

  /// The whole document, with a line end.
  String write(FileTranscript transcript) {
    return switch (this) {
      case TEXT -> Subtitles.text(transcript);
      case JSON -> JsonDocuments.verbose(transcript);
      case JSONL -> JsonDocuments.line(transcript);
      case SRT -> Subtitles.subRip(transcript);
      case VTT -> Subtitles.webVtt(transcript);
      case TSV -> Subtitles.tabSeparated(transcript);
    };
  }

  /// The name that the command line uses.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
