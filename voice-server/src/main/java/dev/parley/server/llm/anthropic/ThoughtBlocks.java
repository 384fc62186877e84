package dev.parley.server.llm.anthropic;

import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.RedactedThinkingBlockParam;
import com.anthropic.models.messages.ThinkingBlockParam;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/// The thoughts of one answer, which go back unchanged beside the calls that they led to. Used by
/// one thread.
final class ThoughtBlocks {
  private static final JsonMapper JSON = new JsonMapper();

  private final ArrayNode blocks = JSON.createArrayNode();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder signature = new StringBuilder();

  void text(String piece) {
    text.append(piece);
  }

  void signature(String piece) {
    signature.append(piece);
  }

  void redacted(String data) {
    blocks.addObject().put("data", data);
  }

  /// The block that the last pieces belong to is complete, if there are any.
  void end() {
    if (!signature.isEmpty()) {
      blocks.addObject().put("thinking", text.toString()).put("signature", signature.toString());
    }
    text.setLength(0);
    signature.setLength(0);
  }

  /// For [#read]; empty if there are no thoughts.
  String write() {
    return blocks.isEmpty() ? "" : blocks.toString();
  }

  static List<ContentBlockParam> read(String written) {
    List<ContentBlockParam> params = new ArrayList<>();
    try {
      for (JsonNode block : JSON.readTree(written)) {
        params.add(
            block.has("data")
                ? ContentBlockParam.ofRedactedThinking(
                    RedactedThinkingBlockParam.builder().data(block.path("data").asText()).build())
                : ContentBlockParam.ofThinking(
                    ThinkingBlockParam.builder()
                        .thinking(block.path("thinking").asText())
                        .signature(block.path("signature").asText())
                        .build()));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("Thoughts were kept in another form.", e);
    }
    return params;
  }
}
