package dev.parley.load.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.proto.v1.Eagerness;
import dev.parley.proto.v1.TurnDetection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RulesTest {
  @Test
  void aRowForEachEagernessAndEachSilence() {
    List<Rules> rules = Rules.of(List.of("semantic", "300"), List.of("low", "high"));

    assertThat(rules)
        .extracting(Rules::name)
        .containsExactly("semantic, low", "semantic, high", "300 ms of silence");
    assertThat(rules.get(1).turn().getEagerness()).isEqualTo(Eagerness.HIGH);
    assertThat(rules.get(2).turn().getDetection()).isEqualTo(TurnDetection.SILENCE);
    assertThat(rules.get(2).turn().getSilenceMs()).isEqualTo(300);
    assertThat(rules.getFirst().session().getPrompts().hasSilenceMs()).isTrue();
  }

  @Test
  void whatIsNeitherIsRefused() {
    assertThatThrownBy(() -> Rules.of(List.of("magic"), List.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("magic");
    assertThatThrownBy(() -> Rules.of(List.of("semantic"), List.of("keen")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("keen");
  }
}
