package io.campaignlake.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.reference.GoldenCase.Fact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReferenceCalculatorTest {
  private static final List<String> TABLES =
      List.of(
          "silver.message_aliases",
          "silver.messages",
          "silver.clicks",
          "silver.inbound_messages",
          "silver.orders",
          "silver.carts",
          "attribution.order_candidates",
          "attribution.attributed_orders",
          "gold.campaign_daily_metrics",
          "gold.campaign_daily_value",
          "gold.campaign_daily_activity",
          "gold.campaign_failures",
          "gold.campaign_summary",
          "reports.record_status",
          "reports.conversions");

  static List<GoldenCase> goldenCases() {
    return GoldenCases.all();
  }

  @ParameterizedTest
  @MethodSource("goldenCases")
  void goldenCaseAlone_hasItsFacts(GoldenCase golden) {
    ReferenceRows rows = rows(golden.landing());
    golden.facts().forEach(fact -> assertHolds(rows, fact));
  }

  @Test
  void goldenCasesInOneLake_doNotTouchEachOther() {
    ReferenceRows rows = rows(Landing.all(GoldenCases.arrivals()));
    for (GoldenCase golden : GoldenCases.all()) {
      golden.facts().forEach(fact -> assertHolds(rows, fact));
    }
  }

  @Test
  void goldenCasesShuffledDoubledAndSplit_giveTheSameTables() {
    ReferenceRows plain = rows(Landing.all(GoldenCases.arrivals()));
    for (long seed = 1; seed <= 5; seed++) {
      assertSameTables(plain, rows(Landing.all(GoldenCases.spread(seed))));
    }
  }

  static void assertSameTables(ReferenceRows expected, ReferenceRows actual) {
    for (String table : TABLES) {
      assertThat(actual.of(table))
          .as(table)
          .containsExactlyInAnyOrderElementsOf(expected.of(table));
    }
  }

  static ReferenceRows rows(Landing landing) {
    ReferencePolicy policy = ReferencePolicy.defaults();
    return new ReferenceRows(
        ReferenceCalculator.calculate(landing, policy, GoldenCases.NOW),
        ReferenceCalculator.reports(landing, policy, GoldenCases.NOW));
  }

  private static void assertHolds(ReferenceRows rows, Fact fact) {
    List<Map<String, String>> found =
        rows.of(fact.table()).stream()
            .filter(row -> row.entrySet().containsAll(fact.key().entrySet()))
            .toList();
    assertThat(found).as("%s %s", fact.table(), fact.key()).hasSize(fact.rows());
    for (Map<String, String> row : found) {
      assertThat(row).as("%s %s", fact.table(), fact.key()).containsAllEntriesOf(fact.columns());
    }
  }
}
