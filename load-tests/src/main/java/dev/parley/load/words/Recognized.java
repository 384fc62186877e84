package dev.parley.load.words;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.Transcript;
import dev.parley.asr.Word;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What Parley hears in English speech.
///
/// @param text of all finals
/// @param words of all finals, in samples of 16 kHz
public record Recognized(String text, List<Word> words) {
  public Recognized {
    words = List.copyOf(words);
  }

  /// @param samples of a whole recording at 16 kHz
  public static Recognized file(SpeechRecognizer recognizer, float... samples)
      throws InterruptedException {
    PcmFrame audio = PcmFrame.of(PcmFormat.SPEECH, 0, samples);
    return of(recognizer, RecognitionOptions.FILE, stream -> stream.write(audio));
  }

  /// @param audio writes the recording
  static Recognized of(
      SpeechRecognizer recognizer, RecognitionOptions options, Consumer<RecognitionStream> audio)
      throws InterruptedException {
    List<Transcript.Final> finals = new ArrayList<>();
    try (RecognitionStream stream =
        recognizer.open(
            options.withLanguages(List.of("en")).withWords(true),
            transcript -> {
              if (transcript instanceof Transcript.Final segment) {
                synchronized (finals) {
                  finals.add(segment);
                }
              }
            })) {
      audio.accept(stream);
      stream.finish();
    }
    synchronized (finals) {
      return new Recognized(
          finals.stream()
              .map(segment -> segment.text().strip())
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(" ")),
          finals.stream().flatMap(segment -> segment.words().stream()).toList());
    }
  }
}
