package dev.parley.load.duel;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.graph.Precision;
import dev.parley.asr.model.WhisperModelLoader;
import dev.parley.asr.stream.WhisperRecognizer;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.vad.SileroVad;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.peer.Contest;
import dev.parley.load.peer.Scorer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What eight bits cost: Parley with its usual graphs beside the same network in float32.
final class QualityGate {
  private static final int MAX_WAITING_RUNS = 256;

  private QualityGate() {}

  /// @param folder of the checkpoint
  /// @param windowMargin of both
  static MarkdownTable run(
      Contest contest,
      Path folder,
      int threads,
      Duration windowMargin,
      List<DuelClip> clips,
      Scorer scorer)
      throws IOException, InterruptedException {
    OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU, threads);
    Tokenizer tokenizer = Tokenizer.read(folder.resolve("tokenizer.json"));
    List<Score> scores = new ArrayList<>();
    try (InferenceExecutor executor = new InferenceExecutor(threads, MAX_WAITING_RUNS);
        VoiceActivityModel voices =
            SileroVad.load(runtime, ModelStore.standard().obtain("silero-vad"))) {
      for (Precision precision : Precision.values()) {
        try (SpeechRecognizer recognizer =
            new WhisperRecognizer(
                precision.toString(),
                new WhisperModelLoader(runtime, executor, precision).load(folder),
                tokenizer,
                voices,
                windowMargin)) {
          DuelEngine engine = new ParleyEngine(precision.toString(), recognizer, 1);
          scores.add(
              Score.of(
                  engine.name(),
                  clips,
                  contest.run(List.of(engine), clips, 1, DuelEngine::transcribe).getFirst(),
                  scorer));
        }
      }
    }
    return table(scores, clips.size());
  }

  private static MarkdownTable table(List<Score> scores, int clips) {
    MarkdownTable table =
        new MarkdownTable("precision", "WER %", "errors/words", "same text as float32", "seconds");
    Score reference = scores.getFirst();
    for (Score score : scores) {
      int same = 0;
      for (int i = 0; i < clips; i++) {
        same += score.texts().get(i).equals(reference.texts().get(i)) ? 1 : 0;
      }
      table.row(
          score.engine(),
          number(score.total().rate(), 2),
          score.total().errors() + "/" + score.total().words(),
          same + "/" + clips,
          number(score.totalSeconds(), 2));
    }
    return table;
  }
}
