package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Settings;
import io.campaignlake.testing.SparkExtension;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The engine against a query that tries every order on every touch. Times are whole hours and
 * people few, so that ties, both ends of the windows and shared keys of all kinds are common.
 */
@ExtendWith(SparkExtension.class)
final class AttributionTest {
  private static final Policy POLICY =
      Settings.of(LakeConfig.load(null, List.of(), Map.of())).policy();

  private static final String EVERY_PAIR =
      """
      WITH touches AS (
        SELECT m.*, CAST(NULL AS STRING) AS click_id, effective_delivered_at AS anchor_at, 72 AS hours
        FROM messages m WHERE campaign_id IS NOT NULL AND effective_delivered_at IS NOT NULL
        UNION ALL
        SELECT m.*, c.click_id, c.clicked_at, 360
        FROM messages m JOIN clicks c ON c.message_id = m.message_id
        WHERE campaign_id IS NOT NULL AND effective_delivered_at IS NOT NULL
          AND c.kind = 'URL' AND NOT c.is_bot),
      pairs AS (
        SELECT o.order_id, o.ordered_at, t.*,
          o.ordered_at BETWEEN t.anchor_at AND t.anchor_at + make_interval(0, 0, 0, 0, t.hours) AS claims
        FROM orders o JOIN touches t
          ON (array_contains(t.match_keys, 'phone:' || o.phone_key)
              OR array_contains(t.match_keys, 'customer:' || o.customer_id))
          AND t.anchor_at BETWEEN o.ordered_at - INTERVAL 30 DAYS AND o.ordered_at + INTERVAL 1 DAY)
      SELECT order_id, message_id, click_id, campaign_id, send_date, anchor_at,
        row_number() OVER (PARTITION BY order_id ORDER BY claims DESC, click_id IS NOT NULL DESC,
          anchor_at DESC, effective_delivered_at DESC, message_id, click_id) AS merit_rank,
        max(claims) OVER (PARTITION BY order_id) AS has_winner,
        count(*) OVER (PARTITION BY order_id) AS candidates_total
      FROM pairs
      """;

  @Test
  void peopleOfAllKinds_areDecidedAsIfEveryPairWereTried(SparkSession spark) {
    world(spark);
    assertDecidedAsIfEveryPairWereTried(spark, decided(spark));
  }

  @Test
  void tablesTooLargeForEveryTask_areJoinedWithTheSameResult(SparkSession spark) {
    world(spark);
    assertDecidedAsIfEveryPairWereTried(spark, decided(spark, 0));
    // Some 14,000 bytes of orders fit, and 20,000 of clicks do not.
    clicks(spark, 1000).createOrReplaceTempView("clicks");
    assertDecidedAsIfEveryPairWereTried(spark, decided(spark, 17_000));
  }

  @Test
  void keysWithTheSameHash_areToldApart(SparkSession spark) {
    world(spark);
    SameHash phones = SameHash.of("phone:");
    SameHash ids = SameHash.of("");
    String phone =
        "replace(replace(%s, 'p0', '" + phones.one() + "'), 'p1', '" + phones.other() + "')";
    String id =
        "CASE %1$s WHEN 'm0' THEN '"
            + ids.one()
            + "' WHEN 'm1' THEN '"
            + ids.other()
            + "' ELSE %1$s END";
    replace(
        spark,
        "messages",
        "match_keys",
        "transform(match_keys, k -> %s)".formatted(phone.formatted("k")));
    replace(spark, "orders", "phone_key", phone.formatted("phone_key"));
    replace(spark, "messages", "message_id", id.formatted("message_id"));
    replace(spark, "clicks", "message_id", id.formatted("message_id"));
    assertDecidedAsIfEveryPairWereTried(spark, decided(spark));
    assertDecidedAsIfEveryPairWereTried(spark, decided(spark, 0));
  }

  private static void replace(SparkSession spark, String table, String column, String by) {
    spark.table(table).withColumn(column, expr(by)).createOrReplaceTempView(table);
  }

  private static void world(SparkSession spark) {
    messages(spark, 600).createOrReplaceTempView("messages");
    clicks(spark, 400).createOrReplaceTempView("clicks");
    orders(spark, 500).createOrReplaceTempView("orders");
  }

  private static void assertDecidedAsIfEveryPairWereTried(
      SparkSession spark, Dataset<Row> decided) {
    Dataset<Row> tried = spark.sql(EVERY_PAIR);
    tried.createOrReplaceTempView("tried");
    String columns =
        "order_id, merit_rank, message_id, click_id, campaign_id, send_date, anchor_at";
    Dataset<Row> due =
        spark.sql(
            "SELECT %s FROM tried WHERE merit_rank <= if(has_winner, 21, 20)".formatted(columns));
    Dataset<Row> found = Attribution.candidates(decided, POLICY).selectExpr(columns.split(", "));
    assertThat(due.count()).isGreaterThan(5_000);
    assertThat(text(found.exceptAll(due))).isEmpty();
    assertThat(text(due.exceptAll(found))).isEmpty();

    Dataset<Row> totalsDue =
        spark.sql(
            "SELECT o.order_id, count(t.order_id) AS candidates_total, coalesce(first(has_winner), false) AS won"
                + " FROM orders o LEFT JOIN tried t ON t.order_id = o.order_id GROUP BY 1");
    Dataset<Row> totals =
        Attribution.credited(decided, List.of())
            .selectExpr("order_id", "candidates_total", "message_id IS NOT NULL AS won");
    assertThat(text(totals.exceptAll(totalsDue))).isEmpty();
    assertThat(totals.count()).isEqualTo(500);
  }

  @Test
  void onePersonWithManyTouchesAndOrders_isDecidedWithoutItsPairs(SparkSession spark) {
    // A number for tests: a delivery and an order every minute of three weeks, 450 million pairs.
    long minutes = 30_000;
    String at = "timestamp_micros(1772323200000000 + id * 60000000L)";
    spark
        .range(minutes)
        .selectExpr(
            "lpad(id, 6, '0') AS message_id",
            "'spring' AS campaign_id",
            "DATE'2026-03-01' AS send_date",
            at + " AS effective_delivered_at",
            "array('customer:c', 'phone:p') AS match_keys")
        .createOrReplaceTempView("messages");
    clicks(spark, 0).createOrReplaceTempView("clicks");
    spark
        .range(minutes)
        .selectExpr(
            "lpad(id, 6, '0') AS order_id",
            at + " AS ordered_at",
            "'invoiced' AS status",
            "CAST(1 AS DECIMAL(18,2)) AS amount",
            "'BRL' AS currency_code",
            "'p' AS phone_key",
            "'c' AS customer_id")
        .createOrReplaceTempView("orders");

    Dataset<Row> credited = Attribution.credited(decided(spark), List.of());
    // Each order is claimed by the delivery of its minute; a day ahead belongs to its candidates.
    long wrong =
        credited
            .where(
                "message_id <> order_id OR candidates_total <> least(%d, CAST(order_id AS INT) + 1 + 1440)"
                    .formatted(minutes))
            .count();
    assertThat(wrong).isZero();
    assertThat(credited.count()).isEqualTo(minutes);
  }

  private static Dataset<Row> decided(SparkSession spark) {
    return decided(spark, Routing.mostBytes());
  }

  private static Dataset<Row> decided(SparkSession spark, long mostBytes) {
    return Attribution.decided(
        spark.table("orders"),
        spark.table("messages"),
        spark.table("clicks"),
        POLICY,
        POLICY.keptCandidates(),
        mostBytes);
  }

  /** Of every ten: some with a phone, a customer, both, two phones, or nothing to know them by. */
  private static Dataset<Row> messages(SparkSession spark, int rows) {
    return spark
        .range(rows)
        .selectExpr(
            "concat('m', id) AS message_id",
            "if(%s = 0, NULL, concat('campaign-', %s)) AS campaign_id"
                .formatted(chance(1, 12), chance(2, 3)),
            "date_add(DATE'2026-03-01', %s) AS send_date".formatted(chance(3, 40)),
            "if(%s = 0, NULL, %s) AS effective_delivered_at".formatted(chance(4, 12), hour(5)),
            "array_sort(array_distinct(array_compact(array(if(%s < 8, concat('phone:p', %s), NULL), if(%s < 2, concat('phone:p', %s), NULL), if(%s < 6, concat('customer:c', %s), NULL))))) AS match_keys"
                .formatted(
                    chance(6, 10),
                    chance(7, 7),
                    chance(8, 10),
                    chance(9, 7),
                    chance(10, 10),
                    chance(11, 4)));
  }

  private static Dataset<Row> clicks(SparkSession spark, int rows) {
    return spark
        .range(rows)
        .selectExpr(
            "concat('m', %s) AS message_id".formatted(chance(21, 300)),
            "concat('k', id) AS click_id",
            "if(%s = 0, 'QUICK_REPLY', 'URL') AS kind".formatted(chance(22, 9)),
            hour(23) + " AS clicked_at",
            "%s = 0 AS is_bot".formatted(chance(24, 9)));
  }

  /** One customer orders under all phones, more than a hundred times, as shop staff do. */
  private static Dataset<Row> orders(SparkSession spark, int rows) {
    return spark
        .range(rows)
        .selectExpr(
            "concat('v', id) AS order_id",
            hour(31) + " AS ordered_at",
            "'invoiced' AS status",
            "CAST(id AS DECIMAL(18,2)) AS amount",
            "'BRL' AS currency_code",
            "if(%s < 8, concat('p', %s), NULL) AS phone_key"
                .formatted(chance(32, 10), chance(33, 9)),
            "if(%s < 8, concat('c', least(3, %s)), NULL) AS customer_id"
                .formatted(chance(34, 10), chance(35, 8)));
  }

  private static String chance(int salt, int of) {
    return "CAST(pmod(xxhash64(id, %d), %d) AS INT)".formatted(salt, of);
  }

  /** One of the hours of fifty days. */
  private static String hour(int salt) {
    return "timestamp_micros(1772323200000000 + %s * 3600000000L)".formatted(chance(salt, 1200));
  }

  private static List<String> text(Dataset<Row> rows) {
    return rows.limit(5).collectAsList().stream().map(Row::toString).toList();
  }
}
