package dev.parley.load.voice;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.load.corpus.AudioOption;
import dev.parley.load.corpus.Clip;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/// What the voices say: distinct transcripts of English clips, in the order of the corpus.
final class Sentences {
  /// Sentences with punctuation, which voices need; chosen unless the user chooses.
  private static final Pattern PUNCTUATED = Pattern.compile("asterisk_en|ljspeech|vctk");

  private Sentences() {}

  /// @throws CommandFailure if there are none
  static List<String> of(AudioOption audio, int most) throws IOException {
    Pattern wanted = audio.filtered() ? Pattern.compile("") : PUNCTUATED;
    List<String> sentences = of(audio.clips(), wanted, most);
    if (sentences.isEmpty()) {
      throw new CommandFailure(
          "%s holds no English transcripts in '%s'; choose clips with --filter."
              .formatted(audio.folder(), wanted));
    }
    return sentences;
  }

  /// @param wanted is looked for in the path of each clip
  static List<String> of(List<Clip> clips, Pattern wanted, int most) {
    return clips.stream()
        .filter(clip -> wanted.matcher(clip.file()).find())
        .filter(clip -> clip.language().startsWith("en"))
        .map(clip -> clip.transcript().strip())
        .filter(transcript -> !transcript.isEmpty())
        .distinct()
        .limit(most)
        .toList();
  }

  /// A text of sentences one after the other, over and over, cut behind a number of words.
  ///
  /// @param from the number of the first sentence
  static String text(List<String> sentences, int from, int words) {
    StringBuilder text = new StringBuilder();
    int left = words;
    for (int i = from; left > 0; i++) {
      String[] sentence = sentences.get(i % sentences.size()).split("\\s+");
      int taken = Math.min(left, sentence.length);
      String part = String.join(" ", List.of(sentence).subList(0, taken));
      text.append(part).append(ended(part) ? " " : ". ");
      left -= taken;
    }
    return text.toString();
  }

  private static boolean ended(String part) {
    return ".!?\"".indexOf(part.charAt(part.length() - 1)) >= 0;
  }
}
