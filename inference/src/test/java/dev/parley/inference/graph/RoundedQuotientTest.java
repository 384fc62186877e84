package dev.parley.inference.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RoundedQuotientTest {
  @Test
  void aBoundedQuotientIsFound() {
    assertThat(RoundedQuotient.by(model("Div", "Round", "Clip"), "speed")).contains("bounded");
    assertThat(RoundedQuotient.by(model("Div", "Round", "Max"), "speed")).contains("bounded");
  }

  @Test
  void whatIsComputedInAnotherWayIsNot() {
    assertThat(RoundedQuotient.by(model("Mul", "Round", "Clip"), "speed")).isEmpty();
    assertThat(RoundedQuotient.by(model("Div", "Floor", "Clip"), "speed")).isEmpty();
    assertThat(RoundedQuotient.by(model("Div", "Round", "Min"), "speed")).isEmpty();
    assertThat(RoundedQuotient.by(model("Div", "Round", "Clip"), "x")).isEmpty();
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertThatThrownBy(() -> RoundedQuotient.by("no model".getBytes(UTF_8), "speed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("This is no ONNX model");
  }

  private static byte[] model(String division, String rounding, String bounds) {
    GraphBuilder graph = new GraphBuilder("durations");
    Value x = graph.input("x", ElementType.FLOAT32, Axis.of(2));
    Value speed = graph.input("speed", ElementType.FLOAT32, Axis.of(1));
    Value one = graph.constant("one", TensorData.floats(1));
    Value pace =
        graph.node(
            "pace",
            Operator.standard("Cast"),
            List.of(speed),
            Attribute.of("to", ElementType.FLOAT32.code()));
    Value quotient = graph.node("quotient", Operator.standard(division), List.of(x, pace));
    Value rounded = graph.node("rounded", Operator.standard(rounding), List.of(quotient));
    Value bounded = graph.node("bounded", Operator.standard(bounds), List.of(rounded, one));
    graph.output(bounded, ElementType.FLOAT32, Axis.of(2));
    return graph.toBytes();
  }
}
