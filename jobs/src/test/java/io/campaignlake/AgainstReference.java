package io.campaignlake;

import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.ReferenceCalculator;
import io.campaignlake.reference.ReferencePolicy;
import io.campaignlake.reference.ReferenceRows;
import io.campaignlake.testing.LakeRows;
import io.campaignlake.testing.TestLake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds a lake's tables against those of the reference calculator for the same landing. */
final class AgainstReference {
  /** Table → columns of the reference that the lake keeps in another form, or not at all. */
  private static final Map<String, List<String>> COMPARED =
      Map.of(
          "silver.messages", List.of("match_keys"),
          "silver.orders", List.of("items"),
          "attribution.order_candidates", List.of(),
          "attribution.attributed_orders", List.of(),
          "gold.campaign_daily_metrics", List.of(),
          "gold.campaign_daily_value", List.of(),
          "gold.campaign_daily_activity", List.of(),
          "gold.campaign_failures", List.of(),
          "gold.campaign_summary", List.of());

  private AgainstReference() {}

  static ReferenceRows expected(Landing landing, ReferencePolicy policy) {
    return new ReferenceRows(
        ReferenceCalculator.calculate(landing, policy, GoldenCases.NOW),
        ReferenceCalculator.reports(landing, policy, GoldenCases.NOW));
  }

  static void assertSame(TestLake lake, Landing landing) {
    assertSame(lake, landing, COMPARED.keySet().toArray(String[]::new));
  }

  /** The same of some tables, where a lake's jobs went no further. */
  static void assertSame(TestLake lake, Landing landing, String... tables) {
    assertSame(lake, expected(landing, ReferencePolicy.defaults()), tables);
  }

  static void assertSame(TestLake lake, ReferenceRows expected, String... tables) {
    for (String table : tables) {
      LakeRows.assertSame(
          table, lake.rows(table), without(expected.of(table), COMPARED.get(table)));
    }
  }

  private static List<Map<String, String>> without(
      List<Map<String, String>> rows, List<String> columns) {
    List<Map<String, String>> kept = new ArrayList<>();
    for (Map<String, String> row : rows) {
      Map<String, String> fewer = new TreeMap<>(row);
      columns.forEach(fewer::remove);
      kept.add(fewer);
    }
    return kept;
  }
}
