package io.campaignlake.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class GeneratorOptionsTest {
  @Test
  void defaults_areTheShopOfTheDemo() {
    assertThat(GeneratorOptions.defaults())
        .isEqualTo(new GeneratorOptions(42, 6, 600, 30, LocalDate.of(2026, 3, 1)));
  }

  @Test
  void severalSenselessOptions_areNamedAtOnce() {
    assertThatThrownBy(() -> new GeneratorOptions(1, 0, -5, 0, LocalDate.of(2026, 3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot generate landing files: --campaigns is 0 (1 to 1000); --recipients is -5 (1 to"
                + " 10000000); --days is 0 (1 to 3650). Give values within these bounds.");
  }

  @Test
  void farAwayStart_isRefused() {
    assertThatThrownBy(() -> new GeneratorOptions(1, 1, 1, 1, LocalDate.of(1900, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Cannot generate landing files: --start is 1900-01-01 (years 2010 to 2200).");
  }
}
