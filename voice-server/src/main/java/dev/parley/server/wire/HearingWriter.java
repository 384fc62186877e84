package dev.parley.server.wire;

import dev.parley.asr.Lag;
import dev.parley.asr.Word;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.vad.VadEvent;
import dev.parley.proto.v1.EndOfTurnPrediction;
import dev.parley.proto.v1.Overload;
import dev.parley.proto.v1.Transcript;
import dev.parley.server.turn.Evidence;
import dev.parley.server.turn.Verdict;
import java.time.Duration;

/// Writes what was heard: voice activity, transcripts and words.
public final class HearingWriter {
  private HearingWriter() {}

  /// @param itemId names the utterance
  public static Transcript write(String itemId, dev.parley.asr.Transcript transcript) {
    Transcript.Builder message =
        Transcript.newBuilder()
            .setItemId(itemId)
            .setLanguage(transcript.language())
            .setAudioProcessedMs(milliseconds(transcript.listenedTo()));
    switch (transcript) {
      case dev.parley.asr.Transcript.Partial partial ->
          message
              .setCommittedText(partial.committed())
              .setTentativeText(partial.tentative())
              .addAllWords(partial.words().stream().map(HearingWriter::write).toList());
      case dev.parley.asr.Transcript.Final complete ->
          message
              .setIsFinal(true)
              .setCommittedText(complete.text())
              .addAllWords(complete.words().stream().map(HearingWriter::write).toList());
    }
    return message.build();
  }

  /// A word with its times in milliseconds.
  public static dev.parley.proto.v1.Word write(Word word) {
    return dev.parley.proto.v1.Word.newBuilder()
        .setText(word.text())
        .setStartMs(Math.toIntExact(milliseconds(word.start())))
        .setEndMs(Math.toIntExact(milliseconds(word.end())))
        .setConfidence((float) word.confidence())
        .build();
  }

  /// How far the recogniser is behind.
  public static Overload write(Lag lag) {
    return Overload.newBuilder()
        .setLagMs((int) Math.min(lag.behind().toMillis(), Integer.MAX_VALUE))
        .setShed(lag.shed() ? "partials" : "")
        .build();
  }

  /// What a pause was taken for.
  ///
  /// @param silence so far
  /// @param inference how long the models took
  public static EndOfTurnPrediction write(
      Verdict verdict, Evidence evidence, Duration silence, Duration inference) {
    EndOfTurnPrediction.Builder message =
        EndOfTurnPrediction.newBuilder()
            .setProbability((float) verdict.probability())
            .setThreshold((float) verdict.threshold())
            .setInferenceMs((int) inference.toMillis())
            .setSilenceMs((int) silence.toMillis())
            .setLimitMs((int) verdict.limit().toMillis());
    evidence.sound().ifPresent(value -> message.setSoundProbability((float) value));
    evidence.words().ifPresent(value -> message.setWordsProbability((float) value));
    return message.build();
  }

  /// The detector's verdict.
  public static dev.parley.proto.v1.VadEvent write(VadEvent event) {
    return dev.parley.proto.v1.VadEvent.newBuilder()
        .setKind(
            switch (event) {
              case VadEvent.SpeechStarted _ -> dev.parley.proto.v1.VadEvent.Kind.SPEECH_STARTED;
              case VadEvent.SpeechEnded _ -> dev.parley.proto.v1.VadEvent.Kind.SPEECH_ENDED;
            })
        .setAudioMs(milliseconds(event.position()))
        .build();
  }

  /// A position of the 16 kHz stream in milliseconds.
  public static long milliseconds(long position) {
    return PcmFormat.SPEECH.milliseconds(position);
  }
}
