package dev.parley.tts.english;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StressTest {

  @Test
  void addsStressBeforeTheFirstVowel() {
    assertThat(Stress.RAISED.apply("stɹɪŋ")).isEqualTo("stɹˌɪŋ");
    assertThat(Stress.PRIMARY_NEEDED.apply("stɹɪŋ")).isEqualTo("stɹˈɪŋ");
    assertThat(Stress.PRIMARY_NEEDED.apply("stɹˌɪŋ")).isEqualTo("stɹˈɪŋ");
    assertThat(Stress.RAISED.apply("stɹˈɪŋ")).isEqualTo("stɹˈɪŋ");
    assertThat(Stress.RAISED.apply("st")).isEqualTo("st");
  }

  @Test
  void takesStressAway() {
    assertThat(Stress.REMOVED.apply("pˈYntˌI")).isEqualTo("pYntI");
    assertThat(Stress.REDUCED.apply("pˈYntˌI")).isEqualTo("pˌYntI");
    assertThat(Stress.REDUCED.apply("pYntˌI")).isEqualTo("pYntˌI");
  }

  @Test
  void theWeakerPartOfACompoundStepsBack() {
    String[] readings = {"wˈɛl", "", "nˈOn"};
    CompoundStress.settle(java.util.List.of("well", "-", "known"), readings);
    assertThat(readings).containsExactly("wˌɛl", "", "nˈOn");
  }

  @Test
  void endingsFollowTheLastSound() {
    Endings american = new Endings(Accent.AMERICAN);
    Endings british = new Endings(Accent.BRITISH);
    assertThat(american.s("kˈæt")).isEqualTo("kˈæts");
    assertThat(american.s("bˈʌs")).isEqualTo("bˈʌsᵻz");
    assertThat(british.s("bˈʌs")).isEqualTo("bˈʌsɪz");
    assertThat(american.ed("wˈAt")).isEqualTo("wˈAɾᵻd");
    assertThat(british.ed("wˈAt")).isEqualTo("wˈAtɪd");
    assertThat(american.ing("wˈAt")).isEqualTo("wˈAɾɪŋ");
    assertThat(british.ing("kˈɛː")).isNull();
  }
}
