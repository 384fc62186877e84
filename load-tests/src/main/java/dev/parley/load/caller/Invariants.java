package dev.parley.load.caller;

import dev.parley.load.caller.Breach.Rule;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SpeechProgress;
import dev.parley.proto.v1.UserTurn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the messages of a call and notes where they break a [Rule].
public final class Invariants {
  /// Bytes of 16-bit samples in a millisecond of 16 kHz.
  private static final int BYTES_A_MILLISECOND = 32;

  private final List<Breach> breaches = new ArrayList<>();

  private final Set<String> announced = new HashSet<>();
  private final Set<String> interrupted = new HashSet<>();
  private final Set<String> overtaken = new HashSet<>();
  private final Map<String, Long> audioEnds = new HashMap<>();
  private final Map<String, String> heardTexts = new HashMap<>();
  private String speaking = "";
  private boolean turnOpen;
  private long next;

  private Invariants() {}

  /// Where a call breaks rules, in order; empty if nowhere.
  public static List<Breach> check(CallLog log) {
    Invariants invariants = new Invariants();
    log.arrivals().forEach(invariants::read);
    long last = log.arrivals().isEmpty() ? 0 : log.arrivals().getLast().position();
    invariants.end(log.end(), last);
    return List.copyOf(invariants.breaches);
  }

  private void read(Arrival arrival) {
    ServerMessage message = arrival.message();
    if (message.getSeq() != next) {
      breach(
          Rule.MESSAGES_WITHOUT_GAPS,
          arrival,
          "message %d came where %d was due".formatted(message.getSeq(), next));
    }
    next = message.getSeq() + 1;
    switch (message.getMessageCase()) {
      case USER_TURN -> turn(arrival, message.getUserTurn().getKind());
      case REPLY_TEXT -> announced.add(message.getReplyText().getReplyId());
      case AUDIO -> audio(arrival, message.getAudio());
      case SPEECH_PROGRESS -> progress(arrival, message.getSpeechProgress());
      case INTERRUPTION -> interruption(arrival, message.getInterruption());
      default -> {
        // No rule is about the other messages.
      }
    }
  }

  private void turn(Arrival arrival, UserTurn.Kind kind) {
    boolean starts = kind == UserTurn.Kind.STARTED;
    if (starts == turnOpen) {
      breach(
          Rule.TURNS_STOP,
          arrival,
          starts ? "a turn starts in another one" : "a turn stops that has not started");
    }
    turnOpen = starts;
  }

  private void audio(Arrival arrival, AudioOut audio) {
    String reply = audio.getReplyId();
    requireAnnounced(arrival, reply, "audio");
    if (interrupted.contains(reply) && !audio.getAudio().isEmpty()) {
      breach(
          Rule.SILENT_WHEN_INTERRUPTED,
          arrival,
          "audio of %s came after its interruption".formatted(reply));
    }
    if (overtaken.contains(reply)) {
      breach(
          Rule.ONE_REPLY_AT_A_TIME,
          arrival,
          "audio of %s came after that of %s".formatted(reply, speaking));
    } else if (!reply.equals(speaking)) {
      overtaken.add(speaking);
      speaking = reply;
    }
    long end = audioEnds.getOrDefault(reply, 0L);
    // The wire's milliseconds are rounded down.
    if (audio.getPtsMs() + 1 < end) {
      breach(
          Rule.AUDIO_IN_ORDER,
          arrival,
          "audio of %s at %d ms came behind %d ms".formatted(reply, audio.getPtsMs(), end));
    }
    audioEnds.put(
        reply, Math.max(end, audio.getPtsMs() + audio.getAudio().size() / BYTES_A_MILLISECOND));
  }

  private void progress(Arrival arrival, SpeechProgress progress) {
    requireAnnounced(arrival, progress.getReplyId(), "progress");
    String before = heardTexts.getOrDefault(progress.getReplyId(), "");
    if (!progress.getHeardText().startsWith(before)) {
      breach(
          Rule.HEARD_TEXT_GROWS,
          arrival,
          "'%s' had been heard of %s, and now '%s'"
              .formatted(before, progress.getReplyId(), progress.getHeardText()));
    }
    heardTexts.put(progress.getReplyId(), progress.getHeardText());
  }

  private void interruption(Arrival arrival, Interruption interruption) {
    requireAnnounced(arrival, interruption.getReplyId(), "an interruption");
    if (interruption.getKind() == Interruption.Kind.CONFIRMED) {
      interrupted.add(interruption.getReplyId());
    }
  }

  private void requireAnnounced(Arrival arrival, String reply, String what) {
    if (!announced.contains(reply)) {
      breach(
          Rule.REPLIES_ANNOUNCED,
          arrival,
          "%s of %s came before its text".formatted(what, reply.isEmpty() ? "no reply" : reply));
      // Once a reply is enough.
      announced.add(reply);
    }
  }

  private void end(CallLog.End end, long position) {
    switch (end) {
      case CallLog.End.Closed() -> {
        if (turnOpen) {
          breaches.add(new Breach(Rule.TURNS_STOP, "the last turn never stopped", position));
        }
      }
      case CallLog.End.Dropped() -> {
        // Nothing can be asked of a server that was cut off.
      }
      case CallLog.End.Failed(String reason) ->
          breaches.add(new Breach(Rule.SESSION_CLOSES, reason, position));
    }
  }

  private void breach(Rule rule, Arrival arrival, String detail) {
    breaches.add(new Breach(rule, detail, arrival.position()));
  }
}
