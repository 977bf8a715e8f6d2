package io.campaignlake.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the daily tables say is what messages and orders say. */
@ExtendWith(SparkExtension.class)
final class DayLawsTest {
  private static final String DAY = "'spring' AS campaign_id, DATE'2026-03-02' AS send_date, ";
  private static final String TALLY = "SELECT " + DAY + "1L AS attempted, 1L AS delivered";
  private static final String ORDERS =
      "SELECT " + DAY + "'m1' AS message_id, false AS is_excluded, 149.90BD AS amount";
  private static final String VALUES = "SELECT " + DAY + "149.90BD AS total_conversion_value";

  private static String metrics(int attempted, int delivered, int conversions) {
    return "SELECT %s%d AS messages_attempted, %d AS messages_delivered, %d AS total_conversions"
        .formatted(DAY, attempted, delivered, conversions);
  }

  private static List<String> breaches(SparkSession spark, String metrics, String values) {
    Dataset<Row> found =
        DayLaws.breaches(
            spark.sql(TALLY), spark.sql(ORDERS), spark.sql(metrics), spark.sql(values));
    return found.collectAsList().stream().map(r -> r.getString(0) + ": " + r.getString(1)).toList();
  }

  @Test
  void sameNumbers_breakNoLaw(SparkSession spark) {
    assertThat(breaches(spark, metrics(1, 1, 1), VALUES)).isEmpty();
  }

  @Test
  void otherCounts_areNamedWithTheirDay(SparkSession spark) {
    assertThat(breaches(spark, metrics(2, 0, 3), VALUES))
        .containsExactlyInAnyOrder(
            "a day's messages are its send attempts: spring 2026-03-02 has 2 of 1",
            "a day's deliveries are its messages': spring 2026-03-02 has 0 of 1",
            "a day's conversions are its credits: spring 2026-03-02 has 3 of 1");
  }

  @Test
  void missingDay_isNamed(SparkSession spark) {
    assertThat(breaches(spark, metrics(1, 1, 1) + " WHERE false", VALUES)).hasSize(3);
  }

  @Test
  void otherMoney_isNamed(SparkSession spark) {
    assertThat(breaches(spark, metrics(1, 1, 1), VALUES.replace("149", "150")))
        .containsExactly("a day's value is its orders': spring 2026-03-02 has 150.90 of 149.90");
  }
}
