package dev.parley.server.llm;

import org.junit.jupiter.api.Tag;

@Tag("unit")
class ScriptedLlmClientTest extends LlmClientContract {
  private final ScriptedLlmClient scripted =
      new ScriptedLlmClient(
          "scripted",
          prompt ->
              ScriptedLlmClient.Script.of(
                  prompt.equals(FRANCE)
                      ? "The capital of France is Paris."
                      : "The capital of Italy is Rome."));

  @Override
  protected LlmClient open() {
    return scripted;
  }

  @Override
  protected void holdAnswers(LlmClient client) {
    scripted.hold();
  }

  @Override
  protected void letAnswersGo() {
    scripted.releaseAll();
  }
}
