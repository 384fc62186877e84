package dev.parley.inference.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class RealModelsTest {

  @Test
  void defaultSetIsGood() {
    ModelStore store = ModelStore.standard();

    store.pull(store.defaultModels(), PullListener.logging());

    assertThat(store.verify(store.defaultModels()))
        .hasSize(20)
        .allSatisfy(check -> assertThat(check.condition()).isEqualTo(FileCheck.Condition.GOOD));
  }
}
