package io.campaignlake.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.Sums;
import io.campaignlake.testing.SparkExtension;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** First and last attempts follow from what changed, but where it took one of them away. */
@ExtendWith(SparkExtension.class)
final class AttemptTimesTest {
  private static final StructType MOVED =
      new StructType()
          .add("campaign_id", "string")
          .add("message_at", "timestamp")
          .add(Sums.TIMES, "long");
  private static final StructType KNOWN =
      new StructType()
          .add("campaign_id", "string")
          .add("first_message_at", "timestamp")
          .add("last_message_at", "timestamp")
          .add("lake_latest_at", "timestamp");

  private SparkSession spark;

  @BeforeEach
  void session(SparkSession session) {
    spark = session;
  }

  private static Timestamp at(int hour) {
    return Timestamp.valueOf("2026-03-01 %02d:00:00".formatted(hour));
  }

  private static Row came(String campaign, int hour) {
    return RowFactory.create(campaign, at(hour), 1L);
  }

  private static Row went(String campaign, int hour) {
    return RowFactory.create(campaign, at(hour), -1L);
  }

  /** Known is campaign a from 5 to 10 o'clock; the lake's last attempt is at 12. */
  private List<String> carried(Row... moved) {
    return carried(List.of(RowFactory.create("a", at(5), at(10), at(12))), moved);
  }

  private List<String> carried(List<Row> campaigns, Row... moved) {
    Dataset<Row> known = spark.createDataFrame(campaigns, KNOWN);
    Dataset<Row> moves = AttemptTimes.owned(spark.createDataFrame(Arrays.asList(moved), MOVED));
    return AttemptTimes.carried(known, moves)
        .selectExpr(
            "coalesce(campaign_id, 'lake')",
            "hour(first_message_at)",
            "hour(last_message_at)",
            "is_sure")
        .orderBy("campaign_id")
        .collectAsList()
        .stream()
        .map(row -> "%s %s-%s %s".formatted(row.get(0), row.get(1), row.get(2), row.get(3)))
        .toList();
  }

  @Test
  void messagesCame_timesReachFarther() {
    assertThat(carried(came("a", 3), came("a", 11), came("b", 7)))
        .containsExactlyInAnyOrder("a 3-11 true", "b 7-7 true", "lake 3-12 true");
  }

  @Test
  void messageOfNoCampaignCame_isTheLakesAlone() {
    assertThat(carried(came(null, 14))).containsExactlyInAnyOrder("a 5-10 true", "lake 14-14 true");
  }

  @Test
  void noCampaignWasKnown_messagesOfNoneMayBeLater() {
    assertThat(carried(List.of(), came("b", 7)))
        .containsExactlyInAnyOrder("b 7-7 true", "lake 7-7 false");
  }

  @Test
  void messageBetweenFirstAndLastWent_changesNothing() {
    assertThat(carried(went("a", 6))).contains("a 5-10 true");
  }

  @Test
  void firstOrLastMessageWent_nobodyKnowsTheNext() {
    assertThat(carried(went("a", 5))).contains("a 5-10 false");
    assertThat(carried(went("a", 10))).contains("a 5-10 false");
    assertThat(carried(went(null, 12)))
        .contains("a 5-10 true")
        .anyMatch(t -> t.matches("lake .* false"));
  }

  @Test
  void lastMessageMovedOn_itsNewTimeIsTheLast() {
    assertThat(carried(went("a", 10), came("a", 11))).contains("a 5-11 true");
    assertThat(carried(went("a", 10), came("a", 8))).contains("a 5-10 false");
  }
}
