package dev.parley.load.live;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.SpeechProbabilityRecorder;
import dev.parley.audio.vad.SpeechSegment;
import dev.parley.audio.vad.SpeechSegments;
import dev.parley.audio.vad.VadSettings;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.load.corpus.Clip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The audio of one stream: clips with silence before, between and behind them, and where in it
/// voice ends. Immutable.
public final class Track {
  /// What a frame on the wire holds.
  static final int FRAME = PcmFormat.SPEECH.sampleRate() / 50;

  private static final int SILENCE = 3 * PcmFormat.SPEECH.sampleRate() / 2;

  private final float[] samples;
  private final List<Placed> clips;
  private final List<SpeechSegment> speech;

  /// A clip and where it lies.
  public record Placed(Clip clip, long start, long end) {}

  /// A clip and its samples at 16 kHz.
  @SuppressWarnings("ArrayRecordComponent") // shared by all tracks
  public record Recorded(Clip clip, float[] samples) {}

  private Track(float[] samples, List<Placed> clips, List<SpeechSegment> speech) {
    this.samples = samples;
    this.clips = List.copyOf(clips);
    this.speech = List.copyOf(speech);
  }

  /// Joins clips.
  ///
  /// @param from the number of the first clip; after the last comes the first again
  /// @param length the audio is at least so long, unless all clips are used up; never without any
  /// @param voice finds out where voice is, as the server's own detector will
  public static Track of(
      List<Recorded> recordings, int from, Duration length, VoiceActivityModel voice) {
    List<Placed> placed = new ArrayList<>();
    long wanted = PcmFormat.SPEECH.samples(length);
    long position = SILENCE;
    for (int i = 0; i < recordings.size() && (i == 0 || position < wanted); i++) {
      Recorded next = recordings.get((from + i) % recordings.size());
      placed.add(new Placed(next.clip(), position, position + next.samples().length));
      position += next.samples().length + SILENCE;
    }
    float[] samples = new float[Math.toIntExact(Math.ceilDiv(position, FRAME) * FRAME)];
    for (int i = 0; i < placed.size(); i++) {
      float[] clip = recordings.get((from + i) % recordings.size()).samples();
      System.arraycopy(clip, 0, samples, (int) placed.get(i).start(), clip.length);
    }
    return new Track(samples, placed, speech(samples, voice));
  }

  private static List<SpeechSegment> speech(float[] samples, VoiceActivityModel voice) {
    SpeechProbabilityRecorder recorder = new SpeechProbabilityRecorder(voice.open());
    recorder.write(PcmFrame.of(PcmFormat.SPEECH, 0, samples));
    recorder.flush();
    SpeechSegments.Settings settings =
        new SpeechSegments.Settings(VadSettings.STANDARD, Duration.ZERO, Duration.ofDays(1));
    List<SpeechSegment> speech = SpeechSegments.of(recorder.probabilities(), settings);
    recorder.close();
    return speech;
  }

  /// The number of frames of 20 ms.
  int frames() {
    return samples.length / FRAME;
  }

  PcmFrame frame(int number) {
    long start = (long) number * FRAME;
    return PcmFrame.of(
        PcmFormat.SPEECH, start, Arrays.copyOfRange(samples, (int) start, (int) start + FRAME));
  }

  public List<Placed> clips() {
    return clips;
  }

  /// The clip that lies at a position or was the last before it.
  public Placed clipAt(long position) {
    Placed found = clips.getFirst();
    for (Placed placed : clips) {
      if (placed.start() <= position) {
        found = placed;
      }
    }
    return found;
  }

  /// The end of the last voice before a position; negative if there is none.
  long lastVoiced(long position) {
    long last = -1;
    for (SpeechSegment segment : speech) {
      if (segment.start() < position) {
        last = Math.min(segment.end(), position);
      }
    }
    return last;
  }

  double seconds() {
    return (double) samples.length / PcmFormat.SPEECH.sampleRate();
  }
}
