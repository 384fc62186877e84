package dev.parley.asr.checkpoint;

import dev.parley.asr.model.WhisperDimensions;
import java.util.Optional;
import java.util.stream.Stream;

/// The alignment heads that OpenAI published with its models, for checkpoints that come without
/// them. A model is known by its sizes.
///
/// @param englishOnly such models lack one token
/// @param heads `layer:head`, separated by spaces
record PublishedAlignmentHeads(
    int width, int decoderLayers, int melBins, boolean englishOnly, String heads) {
  private static final int ENGLISH_VOCABULARY = 51864;

  private static Stream<PublishedAlignmentHeads> all() {
    return Stream.of(
        tiny(true, "1:0 2:0 2:5 3:0 3:1 3:2 3:3 3:4"),
        tiny(false, "2:2 3:0 3:2 3:3 3:4 3:5"),
        base(true, "3:3 4:7 5:1 5:5 5:7"),
        base(false, "3:1 4:2 4:3 4:7 5:1 5:2 5:4 5:6"),
        small(
            true,
            "6:6 7:0 7:3 7:8 8:2 8:5 8:7 9:0 9:4 9:8 9:10 10:0 10:1 10:2 10:3 10:6 10:11 11:2 11:4"),
        small(false, "5:3 5:9 8:0 8:4 8:7 8:8 9:0 9:7 9:9 10:5"),
        new PublishedAlignmentHeads(1024, 24, 80, false, "13:15 15:4 15:15 16:1 20:0 23:4"),
        new PublishedAlignmentHeads(
            1280, 32, 128, false, "7:0 10:17 12:18 13:12 16:1 17:14 19:11 21:4 24:1 25:6"),
        new PublishedAlignmentHeads(1280, 4, 128, false, "2:4 2:11 3:3 3:6 3:11 3:14"));
  }

  /// The heads of the model of these sizes, if it is one of OpenAI's with a list of its own.
  static Optional<AlignmentHeads> of(WhisperDimensions dimensions) {
    return all().filter(published -> published.fits(dimensions)).findFirst().map(p -> p.parsed());
  }

  private static PublishedAlignmentHeads tiny(boolean englishOnly, String heads) {
    return new PublishedAlignmentHeads(384, 4, 80, englishOnly, heads);
  }

  private static PublishedAlignmentHeads base(boolean englishOnly, String heads) {
    return new PublishedAlignmentHeads(512, 6, 80, englishOnly, heads);
  }

  private static PublishedAlignmentHeads small(boolean englishOnly, String heads) {
    return new PublishedAlignmentHeads(768, 12, 80, englishOnly, heads);
  }

  private boolean fits(WhisperDimensions dimensions) {
    return width == dimensions.width()
        && decoderLayers == dimensions.decoderLayers()
        && melBins == dimensions.melBins()
        && englishOnly == (dimensions.vocabulary() == ENGLISH_VOCABULARY);
  }

  private AlignmentHeads parsed() {
    return new AlignmentHeads(
        Stream.of(heads.split(" ", -1))
            .map(pair -> pair.split(":", -1))
            .map(
                pair ->
                    new AlignmentHeads.Head(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])))
            .toList());
  }
}
