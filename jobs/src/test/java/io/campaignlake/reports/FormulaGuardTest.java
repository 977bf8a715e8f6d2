package io.campaignlake.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormulaGuardTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+55", "-5", "@SUM(A1)", "\tx", "\rx"})
  void textThatASpreadsheetWouldRun_getsAnApostrophe(String text) {
    assertThat(FormulaGuard.guarded(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "summer", "131026: =x", " =1", "[{\"id\":\"=1\"}]"})
  void otherText_staysAsItIs(String text) {
    assertThat(FormulaGuard.guarded(text)).isEqualTo(text);
  }
}
