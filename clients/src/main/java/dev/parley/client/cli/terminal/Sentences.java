package dev.parley.client.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Says a failure in one sentence.
public final class Sentences {
  private Sentences() {}

  /// The sentence for any failure. Parley's own exceptions carry theirs.
  public static String of(Throwable failure) {
    return switch (failure) {
      case CompletionException e when e.getCause() != null -> of(e.getCause());
      case ExecutionException e when e.getCause() != null -> of(e.getCause());
      case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
      case OutOfMemoryError _ ->
          "Parley ran out of memory; give it more with PARLEY_JAVA_OPTIONS=-Xmx8g, or do less at"
              + " once.";
      case InterruptedException _ -> "Interrupted.";
      case InvalidPathException e -> "'%s' is no file name here.".formatted(e.getInput());
      case Throwable e when isOurs(e) -> message(e);
      case FileSystemException e -> of(e);
      case IOException e -> "Reading or writing failed: " + ended(message(e));
      case IllegalArgumentException e when message(e).endsWith(".") -> message(e);
      case IllegalStateException e when message(e).endsWith(".") -> message(e);
      case Throwable e ->
          "Parley failed unexpectedly (%s); run it again with -v for the details and report them."
              .formatted(
                  e.getMessage() == null
                      ? e.getClass().getSimpleName()
                      : e.getClass().getSimpleName() + ": " + firstLine(message(e)));
    };
  }

  /// The sentence for a file that could not be read or written.
  private static String of(FileSystemException failure) {
    String file = failure.getFile() == null ? "A file" : failure.getFile();
    return switch (failure) {
      case NoSuchFileException _ -> file + " does not exist; check the path.";
      case AccessDeniedException _ -> file + " may not be accessed; check its permissions.";
      case NotDirectoryException _ -> file + " is no folder; choose another one.";
      default -> {
        String reason = failure.getReason();
        yield "%s cannot be used: %s"
            .formatted(file, ended(reason == null ? message(failure) : reason));
      }
    };
  }

  private static boolean isOurs(Throwable failure) {
    return failure.getClass().getName().startsWith("dev.parley.") && failure.getMessage() != null;
  }

  private static String message(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }

  private static String ended(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
