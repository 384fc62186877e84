package dev.parley.audio.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `ffmpeg` writes to standard error: first about the input, then, perhaps, why it failed.
/// Read by a thread of its own, because a full pipe would stop the program.
final class FfmpegReport {
  private static final Pattern INPUT = Pattern.compile("Input #0, ([^,]+).*");
  private static final Pattern DURATION =
      Pattern.compile("\\s*Duration: (\\d+):(\\d+):(\\d+)\\.(\\d\\d),.*");

  private final CountDownLatch described = new CountDownLatch(1);
  private String container = "ffmpeg";
  private long milliseconds = -1;
  private String lastLine = "";
  private final StringBuilder complaints = new StringBuilder();
  private final Thread reader;

  FfmpegReport(InputStream standardError) {
    this.reader = Thread.ofVirtual().name("ffmpeg-report").start(() -> read(standardError));
  }

  /// Waits until the input is described or the program has ended.
  void await() {
    try {
      described.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized String container() {
    return container;
  }

  /// The duration of the input, -1 if unknown.
  synchronized long milliseconds() {
    return milliseconds;
  }

  /// Why nothing could be decoded; to be asked when the program has ended or is about to.
  String reason() {
    try {
      reader.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return explain();
  }

  private synchronized String explain() {
    String text = complaints.toString();
    if (text.contains("matches no streams") || text.contains("does not contain any stream")) {
      return "it holds no audio track";
    }
    if (text.contains("moov atom not found") || text.contains("end of file")) {
      return "it is truncated or damaged";
    }
    if (text.contains("not on whitelist")) {
      return "it is not audio in a format that is accepted";
    }
    if (text.contains("invalid data found") || lastLine.isEmpty()) {
      return "it is not audio, or damaged";
    }
    return "ffmpeg could not decode it (" + lastLine.strip() + ")";
  }

  private void read(InputStream standardError) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(standardError, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
    } catch (IOException e) {
      // The program was ended while it wrote; nobody needs the rest.
      return;
    } finally {
      described.countDown();
    }
  }

  private synchronized void take(String line) {
    Matcher input = INPUT.matcher(line);
    Matcher duration = DURATION.matcher(line);
    if (input.matches()) {
      container = input.group(1);
    } else if (duration.matches()) {
      milliseconds =
          ((Long.parseLong(duration.group(1)) * 60 + Long.parseLong(duration.group(2))) * 60
                      + Long.parseLong(duration.group(3)))
                  * 1_000
              + Long.parseLong(duration.group(4)) * 10;
    } else if (line.startsWith("Output #0")) {
      described.countDown();
    }
    if (complaints.length() < 4_096) {
      complaints.append(line.toLowerCase(Locale.ROOT)).append('\n');
    }
    lastLine = line;
  }
}
