package dev.parley.load.words;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.Word;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.Arrays;
import java.util.List;

/// Recognises recordings with the times of words.
///
/// @param live as utterances that are heard as they come, instead of a file
record TimedRecognition(SpeechRecognizer recognizer, boolean live) {
  private static final int FRAME = 320;

  /// 0.3 s of what surrounds an utterance.
  private static final int AROUND = 4_800;

  List<Word> recognize(Joined recording) throws InterruptedException {
    Recognized recognized =
        live
            ? Recognized.of(recognizer, RecognitionOptions.LIVE, stream -> speak(stream, recording))
            : Recognized.file(recognizer, recording.samples());
    return recognized.words();
  }

  private static void speak(RecognitionStream stream, Joined recording) {
    List<Utterance> utterances = recording.utterances();
    int position = 0;
    for (int i = 0; i < utterances.size(); i++) {
      int behind =
          i + 1 < utterances.size()
              ? (int) utterances.get(i + 1).start()
              : recording.samples().length;
      int last = (int) utterances.get(i).end();
      int end = Math.min(last + AROUND, (last + behind) / 2);
      position = Math.max(position, (int) utterances.get(i).start() - AROUND);
      while (position < end) {
        int next = Math.min(position + FRAME, end);
        stream.write(
            PcmFrame.of(
                PcmFormat.SPEECH,
                position,
                Arrays.copyOfRange(recording.samples(), position, next)));
        position = next;
      }
      stream.flush();
    }
  }
}
