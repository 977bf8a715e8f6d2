package io.campaignlake.reference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One story with its expected facts. Its people and its campaign are its own, so that all stories
 * can share one lake.
 *
 * @param arrivals what lands, run by run, in order of arrival
 */
public record GoldenCase(int number, String story, List<Landing> arrivals, List<Fact> facts) {
  public GoldenCase {
    arrivals = List.copyOf(arrivals);
    facts = List.copyOf(facts);
  }

  /** All that lands in the story. */
  public Landing landing() {
    return Landing.all(arrivals);
  }

  @Override
  public String toString() {
    return "%02d %s".formatted(number, story);
  }

  /**
   * Rows that a table must hold: exactly {@code rows} of them have the key, and each has the
   * columns. Values are text: times ISO-8601 in UTC, dates ISO-8601, decimals plain, null for an
   * absent value.
   *
   * @param table {@code layer.table}; columns are named as there, those of reports as in their
   *     header
   */
  public record Fact(String table, Map<String, String> key, int rows, Map<String, String> columns) {

    static Fact one(String table, Map<String, String> key, String... namesAndValues) {
      Map<String, String> columns = new TreeMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        columns.put(namesAndValues[i], namesAndValues[i + 1]);
      }
      return new Fact(table, key, 1, columns);
    }

    static Fact none(String table, Map<String, String> key) {
      return new Fact(table, key, 0, Map.of());
    }
  }
}
