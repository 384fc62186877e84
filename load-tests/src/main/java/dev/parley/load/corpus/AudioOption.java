package dev.parley.load.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--audio` and `--filter`, for the commands that listen to recordings.
public final class AudioOption {
  @Option(
      names = "--audio",
      required = true,
      paramLabel = "DIR",
      description = "Folder of recordings that holds clips.tsv.")
  private Path folder = Path.of("");

  @Option(
      names = "--filter",
      paramLabel = "REGEX",
      converter = PatternConverter.class,
      description = "Only clips in whose path this is found.")
  private Pattern filter = Pattern.compile("");

  public Path folder() {
    return folder;
  }

  /// Whether the user chose clips.
  public boolean filtered() {
    return !filter.pattern().isEmpty();
  }

  /// The chosen clips.
  public List<Clip> clips() throws IOException {
    return Corpus.read(folder, filter);
  }

  private static final class PatternConverter implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String value) {
      try {
        return Pattern.compile(value);
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException("'%s' is no regular expression.".formatted(value));
      }
    }
  }
}
