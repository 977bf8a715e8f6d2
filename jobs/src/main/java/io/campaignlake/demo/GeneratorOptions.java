package io.campaignlake.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What decides every byte of a generated landing.
 *
 * @param seed any number; another seed is another shop
 * @param campaigns 1 to 1000; the first one is always an API campaign, so one stays LIVE
 * @param recipients 1 to 10 million people the campaigns choose from; two already give orders of
 *     both conversion classes, and ten per campaign give each campaign one of each
 * @param days 1 to 3650 send days
 * @param start the first send day; the last event is before start + days + 16 days, UTC
 */
public record GeneratorOptions(
    long seed, int campaigns, int recipients, int days, LocalDate start) {
  private static final int MOST_CAMPAIGNS = 1_000;
  private static final int MOST_RECIPIENTS = 10_000_000;
  private static final int MOST_DAYS = 3_650;
  private static final int FIRST_YEAR = 2010;
  private static final int LAST_YEAR = 2200;

  /**
   * @throws IllegalArgumentException naming every option that makes no sense, at once
   */
  public GeneratorOptions {
    List<String> problems = new ArrayList<>();
    check(problems, "--campaigns", campaigns, MOST_CAMPAIGNS);
    check(problems, "--recipients", recipients, MOST_RECIPIENTS);
    check(problems, "--days", days, MOST_DAYS);
    if (start == null || start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR) {
      problems.add("--start is " + start + " (years " + FIRST_YEAR + " to " + LAST_YEAR + ")");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot generate landing files: "
              + String.join("; ", problems)
              + ". Give values within these bounds.");
    }
  }

  /** The shop of the demo. */
  public static GeneratorOptions defaults() {
    return new GeneratorOptions(42, 6, 600, 30, LocalDate.of(2026, 3, 1));
  }

  private static void check(List<String> problems, String option, int value, int most) {
    if (value < 1 || value > most) {
      problems.add(option + " is " + value + " (1 to " + most + ")");
    }
  }
}
