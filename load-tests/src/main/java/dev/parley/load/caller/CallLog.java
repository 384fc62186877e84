package dev.parley.load.caller;

import dev.parley.proto.v1.ServerMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// All of a call, on one time line: positions are samples of 16 kHz since its start. Immutable.
public final class CallLog {
  /// Samples of 16 kHz in 20 ms.
  public static final int FRAME = 320;

  private static final long FRAME_NANOS = 20_000_000;
  private static final double LATE_MILLIS = 100;

  /// How a call ended.
  public sealed interface End {
    /// The server closed it in good order.
    record Closed() implements End {}

    /// The caller cut the line.
    record Dropped() implements End {}

    /// It failed, or did not end in time.
    ///
    /// @param reason a sentence
    record Failed(String reason) implements End {}
  }

  private final Both both;
  private final List<Sounding> soundings;
  private final float[] voice;
  private final float[] air;
  private final long[] sent;
  private final End end;

  /// The messages and sounds of both sides.
  record Both(List<Arrival> arrivals, List<Order> orders, List<Said> said) {
    Both {
      arrivals = List.copyOf(arrivals);
      orders = List.copyOf(orders);
      said = List.copyOf(said);
    }
  }

  CallLog(Both both, Loudspeaker speaker, SentAudio sent, End end) {
    this.both = both;
    this.soundings = speaker.soundings();
    this.voice = sent.toArray();
    this.air = speaker.air().toArray();
    this.sent = sent.times();
    this.end = end;
  }

  /// Every message of the server, in order.
  public List<Arrival> arrivals() {
    return both.arrivals();
  }

  /// Those messages that are wanted.
  public List<Arrival> arrivals(Predicate<ServerMessage> wanted) {
    return arrivals().stream().filter(one -> wanted.test(one.message())).toList();
  }

  /// The first such message that came at a position or later.
  public Optional<Arrival> firstFrom(long position, Predicate<ServerMessage> wanted) {
    return arrivals().stream()
        .filter(one -> one.position() >= position && wanted.test(one.message()))
        .findFirst();
  }

  /// What the caller sent besides sound, in order.
  public List<Order> orders() {
    return both.orders();
  }

  /// What the caller let be heard, in order.
  public List<Said> said() {
    return both.said();
  }

  /// When replies sounded, in order.
  public List<Sounding> soundings() {
    return soundings;
  }

  public End end() {
    return end;
  }

  /// How much later than due, by the first one, the latest frame was sent, in milliseconds. What a
  /// late caller measures is its own delay.
  public double lateness() {
    long latest = 0;
    for (int i = 1; i < sent.length; i++) {
      latest = Math.max(latest, sent[i] - sent[0] - i * FRAME_NANOS);
    }
    return latest / 1e6;
  }

  /// Whether the caller kept its pace, so that its figures count: no frame was later than 100 ms.
  public boolean isPunctual() {
    return lateness() <= LATE_MILLIS;
  }

  /// How much was sent, in samples.
  public long length() {
    return voice.length;
  }

  /// A copy of what was sent.
  public float[] voice() {
    return voice.clone();
  }

  /// A copy of what the loudspeaker played.
  public float[] air() {
    return air.clone();
  }

  /// When the last sample before a position was sent, of `System.nanoTime()`.
  public long sentAt(long position) {
    return sent.length == 0 ? 0 : sent[Math.clamp((position - 1) / FRAME, 0, sent.length - 1)];
  }

  /// The time in milliseconds from sending the last sample before a position to a message.
  public double since(long position, Arrival arrival) {
    return (arrival.nanos() - sentAt(position)) / 1e6;
  }
}
