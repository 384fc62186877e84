package dev.parley.server.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ResumeTokenTest {
  private final ResumeToken token = new ResumeToken("s1");

  @Test
  void namesItsSessionAndHolds128RandomBits() {
    assertThat(token.value()).matches("s1\\.[0-9a-f]{32}");
    assertThat(ResumeToken.session(token.value())).isEqualTo("s1");
    assertThat(ResumeToken.session("nothing")).isEmpty();
    Set<String> others = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      others.add(new ResumeToken("s1").value());
    }
    assertThat(others).hasSize(100).doesNotContain(token.value());
  }

  @Test
  void changesWithEveryReturnAndKeepsTheFormerUntilTheNewOneHasArrived() {
    String first = token.value();
    assertThat(token.admits(first)).isTrue();
    assertThat(token.admits("s1.")).isFalse();
    assertThat(token.admits("")).isFalse();

    token.renew(first);
    String lost = token.value();
    assertThat(token.admits(first)).isTrue();

    token.renew(first);
    assertThat(token.admits(lost)).isFalse();
    assertThat(token.admits(first)).isTrue();

    token.confirm();
    assertThat(token.admits(first)).isFalse();
    assertThat(token.admits(token.value())).isTrue();
  }
}
