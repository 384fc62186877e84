package dev.parley.asr;

import org.junit.jupiter.api.Tag;

@Tag("unit")
class ScriptedRecognizerTest extends SpeechRecognizerContract {
  private final ScriptedRecognizer.Script script =
      ScriptedRecognizer.Script.of("Hello world.")
          .withPartial(8_000, "", "Hello")
          .withPartial(16_000, "Hello", " world");
  private final ScriptedRecognizer recognizer = new ScriptedRecognizer(script, script);

  @Override
  protected SpeechRecognizer recognizer() {
    return recognizer;
  }

  @Override
  protected float[] speech() {
    return new float[20_000];
  }

  @Override
  protected String word() {
    return "hello";
  }
}
