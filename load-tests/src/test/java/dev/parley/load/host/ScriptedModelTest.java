package dev.parley.load.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ScriptedModelTest {
  @Test
  void answersEverythingAlikeAndRemembersWhatItWasShown() throws Exception {
    try (ScriptedModel model = ScriptedModel.start("Well then.")) {
      String answer =
          ask(
              model,
              """
              {"stream":true,"messages":[{"role":"system","content":"Talk 7."},
              {"role":"user","content":[{"type":"text","text":"Hello"}]}]}\
              """);

      assertThat(answer)
          .containsSubsequence("\"Well \"", "\"then.\"", "\"finish_reason\":\"stop\"", "[DONE]");
      assertThat(model.conversation("Talk 7."))
          .containsExactly(
              new ScriptedModel.Line("system", "Talk 7."), new ScriptedModel.Line("user", "Hello"));
      assertThat(model.conversation("Talk 8.")).isEqualTo(List.of());
    }
  }

  private static String ask(ScriptedModel model, String request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(model.address() + "/chat/completions"))
                  .POST(HttpRequest.BodyPublishers.ofString(request))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
