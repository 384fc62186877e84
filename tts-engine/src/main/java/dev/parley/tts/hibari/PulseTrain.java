package dev.parley.tts.hibari;

/// The voice's excitation: at each sample the sum of all cosines below 11 kHz that are harmonics of
/// the pitch; nothing where there is no pitch.
final class PulseTrain {
  // The sum of cos(h·t) for h = 1..H is sin((H + 1/2)·t) / (2·sin(t/2)) - 1/2 (Dirichlet's kernel).

  private static final float LOWEST_PITCH = 40;
  private static final float HIGHEST_HARMONIC = 11_000;

  private final int sampleRate;
  private final float[] frequencies;
  private final double[] phases;
  private final float[] pulses;

  /// @param hop samples of a frame
  PulseTrain(int hop, int sampleRate) {
    this.sampleRate = sampleRate;
    frequencies = new float[hop];
    phases = new double[hop];
    pulses = new float[hop];
  }

  /// Whether a pitch is one, and not the network's way to say that there is none.
  static boolean isVoiced(float pitch) {
    return pitch > LOWEST_PITCH;
  }

  /// Writes the pulses of all frames.
  ///
  /// @param pitch in Hz, one value a frame, interpolated between the middles of frames
  /// @param target gets `pitch.length * hop` samples from `offset` on
  void render(float[] pitch, float[] target, int offset) {
    int hop = frequencies.length;
    double phase = 0;
    for (int frame = 0; frame < pitch.length; frame++) {
      float before = pitch[Math.max(frame - 1, 0)];
      float after = pitch[Math.min(frame + 1, pitch.length - 1)];
      interpolate(before, pitch[frame], after);
      phase = accumulate(phase - Math.rint(phase));
      float highest = Math.max(pitch[frame], Math.max(before, after));
      if (isVoiced(highest)) {
        evaluate();
        System.arraycopy(pulses, 0, target, offset + frame * hop, hop);
      }
    }
  }

  private void interpolate(float before, float here, float after) {
    int hop = frequencies.length;
    for (int i = 0; i < hop; i++) {
      float place = (i + 0.5f) / hop - 0.5f;
      frequencies[i] = here + (i < hop / 2 ? here - before : after - here) * place;
    }
  }

  /// The phase in turns; where there is no pitch it runs on at the lowest one.
  private double accumulate(double start) {
    double phase = start;
    for (int i = 0; i < phases.length; i++) {
      phase += Math.max(frequencies[i], LOWEST_PITCH) / sampleRate;
      phases[i] = phase;
    }
    return phase;
  }

  private void evaluate() {
    for (int i = 0; i < pulses.length; i++) {
      pulses[i] = (float) Math.abs(phases[i] - Math.rint(phases[i]));
    }
    for (int i = 0; i < pulses.length; i++) {
      // The kernel is even; just beside 0 it already has its limit, without a division by 0.
      float phase = Math.max(pulses[i], 1e-7f);
      float harmonics = (int) (HIGHEST_HARMONIC / Math.max(frequencies[i], LOWEST_PITCH));
      float angle = ArrayFunctions.fraction((harmonics + 0.5f) * phase);
      pulses[i] = ArrayFunctions.sine(angle) / (2 * ArrayFunctions.halfSine(phase)) - 0.5f;
    }
    for (int i = 0; i < pulses.length; i++) {
      pulses[i] = isVoiced(frequencies[i]) ? pulses[i] : 0;
    }
  }
}
