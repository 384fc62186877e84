package dev.parley.load.caller;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.parley.audio.PcmFormat;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.proto.v1.ServerMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A call as files: both sides in one stereo WAV (the caller on the left, the loudspeaker on the
/// right), and beside it the server's messages, a line of Protobuf's JSON mapping each, with
/// `atMs`, when it came on the time line of the WAV, in front. Audio is left out of the lines.
public final class CallRecording {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace().alwaysPrintFieldsWithNoPresence();
  private static final int HEADER = 44;
  private static final int BYTES = 4;

  /// "RIFF", lowest byte first.
  private static final int RIFF = 0x46464952;

  private static final int CHANNELS = 22;
  private static final int RATE = 24;
  private static final int FULL_SCALE = 32_768;

  private CallRecording() {}

  /// Writes `wav` and the same name with `.jsonl` in the place of `.wav`.
  ///
  /// @throws CommandFailure if they cannot be written
  public static void write(CallLog log, Path wav) {
    String name = String.valueOf(wav.getFileName()).replaceFirst("\\.wav$", "");
    try {
      Files.write(wav, stereo(log.voice(), log.air()));
      Files.write(
          wav.resolveSibling(name + ".jsonl"),
          log.arrivals().stream().map(CallRecording::line).toList());
    } catch (IOException e) {
      throw new CommandFailure(
          "%s cannot be written; check that its folder exists and is writable.".formatted(wav), e);
    }
  }

  /// What the caller let be heard in a recorded call, pauses included.
  ///
  /// @throws IOException with a sentence if the file is no recording of a call
  public static Sound caller(Path wav) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() < HEADER
        || bytes.getInt(0) != RIFF
        || bytes.getShort(CHANNELS) != 2
        || bytes.getInt(RATE) != PcmFormat.SPEECH.sampleRate()) {
      throw new IOException("it is no stereo WAV of 16 kHz as --record writes them");
    }
    float[] left = new float[(bytes.capacity() - HEADER) / BYTES];
    for (int i = 0; i < left.length; i++) {
      left[i] = bytes.getShort(HEADER + BYTES * i) / (float) FULL_SCALE;
    }
    return Sound.of(String.valueOf(wav.getFileName()), Sound.Kind.SPEECH, left);
  }

  /// A WAV of 16 kHz; the shorter side ends in silence.
  static byte[] stereo(float[] left, float[] right) {
    int length = Math.max(left.length, right.length);
    int rate = PcmFormat.SPEECH.sampleRate();
    int size = Math.multiplyExact(length, BYTES);
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + size);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) 2).putInt(rate).putInt(rate * BYTES);
    bytes.putShort((short) BYTES).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size);
    for (int i = 0; i < length; i++) {
      bytes.putShort(sample(left, i)).putShort(sample(right, i));
    }
    return bytes.array();
  }

  private static short sample(float[] samples, int index) {
    float value = index < samples.length ? samples[index] : 0;
    return (short) Math.clamp(Math.round(value * FULL_SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private static String line(Arrival arrival) {
    ServerMessage message = arrival.message();
    StringBuilder line =
        new StringBuilder("{\"atMs\":").append(PcmFormat.SPEECH.milliseconds(arrival.position()));
    if (message.hasAudio()) {
      line.append(",\"audioBytes\":").append(message.getAudio().getAudio().size());
      message = message.toBuilder().setAudio(message.getAudio().toBuilder().clearAudio()).build();
    }
    try {
      return line.append(',').append(JSON.print(message).substring(1)).toString();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
