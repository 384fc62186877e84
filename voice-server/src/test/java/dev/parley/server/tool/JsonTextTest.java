package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class JsonTextTest {
  @Test
  void objectsComeBackAsTheyWere() {
    String text =
        "{\"type\":\"object\",\"most\":5,\"part\":0.5,\"list\":[1,\"a\",null,true,{}],\"in\":{\"é\":-3}}";
    assertThat(JsonText.write(JsonText.read(text))).isEqualTo(text);
  }

  @Test
  void aTextAloneHasNoQuotes() {
    assertThat(JsonText.write(Value.newBuilder().setStringValue("It is \"noon\".").build()))
        .isEqualTo("It is \"noon\".");
    assertThat(JsonText.write(Value.getDefaultInstance())).isEqualTo("null");
    assertThat(JsonText.write(Value.newBuilder().setNumberValue(21).build())).isEqualTo("21");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "{", "{} {}", "{'a':1}", "null"})
  void whatIsNoObjectIsRefused(String text) {
    assertThat(JsonText.isObject(text)).isFalse();
    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBeginningHoldsWholeCharacters() {
    assertThat(JsonText.beginning("ab🍮", 3)).isEqualTo("ab");
    assertThat(JsonText.beginning("ab🍮", 4)).isEqualTo("ab🍮");
    assertThat(JsonText.beginning("abc", 2)).isEqualTo("ab");
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() {
    assertThat(JsonText.isObject("{\"a\":".repeat(60) + "1" + "}".repeat(60))).isTrue();
    assertThat(JsonText.isObject("{\"a\":".repeat(70) + "1" + "}".repeat(70))).isFalse();
  }
}
