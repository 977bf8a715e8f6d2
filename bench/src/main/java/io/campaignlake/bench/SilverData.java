package io.campaignlake.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code silver.messages}, {@code silver.clicks} and {@code silver.orders} of an invented shop in
 * Parquet: 60 days, ten messages a person, a click on every fifth message, two orders a person who
 * orders. The columns and texts are those of the lake, of those that attribution looks at. Every
 * row follows from its number.
 */
record SilverData(SparkSession spark, Path folder) {
  private static final int FILES = 16;
  private static final long DAYS_MICROS = 60L * 24 * 3600 * 1_000_000;

  /**
   * The data of so many messages, made unless it stands there.
   *
   * @param hotPerMille how many of a thousand touches and orders are those of one person
   */
  static SilverData of(SparkSession spark, Path root, long messages, int hotPerMille) {
    Path folder = root.resolve("silver-%d-hot%d".formatted(messages, hotPerMille));
    SilverData data = new SilverData(spark, folder);
    if (!Files.exists(folder.resolve("orders/_SUCCESS"))) {
      data.write(messages, hotPerMille);
    }
    return data;
  }

  Dataset<Row> messages() {
    return spark.read().parquet(file("messages"));
  }

  Dataset<Row> clicks() {
    return spark.read().parquet(file("clicks"));
  }

  Dataset<Row> orders() {
    return spark.read().parquet(file("orders"));
  }

  String file(String table) {
    return folder.resolve(table).toString();
  }

  long rows() {
    return messages().count() + clicks().count() + orders().count();
  }

  private void write(long messages, int hotPerMille) {
    long people = Math.max(1, messages / 10);
    String time = "timestamp_micros(%d + %s)";
    long start = 1_767_225_600_000_000L;
    // Messages come in the order of time, as they do in a lake that grows day by day.
    Dataset<Row> numbered =
        spark
            .range(0, messages, 1, FILES)
            .selectExpr("id", person("id", 1, people, hotPerMille))
            .selectExpr(
                "id",
                "person",
                time.formatted(
                        start,
                        "id * %dL + pmod(xxhash64(id, 2), 3600000000)"
                            .formatted(DAYS_MICROS / messages))
                    + " AS message_at",
                "concat('wamid.HBgM', substr(md5(cast(id AS string)), 1, 28)) AS message_id",
                "concat('phone:55', 11 + person % 80, 80000000 + person) AS phone",
                "concat('customer:', substr(md5(concat('c', person)), 1, 32)) AS customer");
    numbered
        .selectExpr(
            "message_id",
            "to_date(message_at) AS send_date",
            "if(pmod(xxhash64(id, 3), 100) < 98, concat('campaign-', pmod(xxhash64(id, 4), 300)), NULL) AS campaign_id",
            "substr(phone, 7) AS recipient_key",
            "if(pmod(person, 10) < 7, substr(customer, 10), NULL) AS customer_id",
            "if(pmod(person, 10) < 7, array(customer, phone), array(phone)) AS match_keys",
            "message_at",
            "if(pmod(xxhash64(id, 5), 100) < 93, message_at + make_interval(0, 0, 0, 0, 0, 0, pmod(xxhash64(id, 6), 7200000000) / 1e6), NULL) AS effective_delivered_at")
        .write()
        .mode("overwrite")
        .parquet(file("messages"));
    writeClicks(messages);
    writeOrders(messages / 5, people, start, time, hotPerMille);
  }

  private void writeClicks(long messages) {
    messages()
        .where("effective_delivered_at IS NOT NULL AND pmod(xxhash64(message_id, 7), 93) < 20")
        .selectExpr(
            "message_id",
            "substr(md5(concat('k', message_id)), 1, 16) AS click_id",
            "if(pmod(xxhash64(message_id, 8), 20) = 0, 'QUICK_REPLY', 'URL') AS kind",
            "effective_delivered_at + make_interval(0, 0, 0, 0, 0, 0, pmod(xxhash64(message_id, 9), 172800000000) / 1e6) AS clicked_at",
            "pmod(xxhash64(message_id, 10), 20) = 0 AS is_bot")
        .coalesce(FILES / 4)
        .write()
        .mode("overwrite")
        .parquet(file("clicks"));
  }

  /** Nine of ten give their phone, and one of twenty of these another; four of five log in. */
  private void writeOrders(long orders, long people, long start, String time, int hotPerMille) {
    spark
        .range(0, orders, 1, FILES / 4)
        .selectExpr("id", person("id", 11, people, hotPerMille))
        .selectExpr(
            "concat('v', 10000000 + id, '-01') AS order_id",
            time.formatted(
                    start,
                    "id * %dL + pmod(xxhash64(id, 12), 3600000000)".formatted(DAYS_MICROS / orders))
                + " AS ordered_at",
            "if(pmod(xxhash64(id, 13), 50) = 0, 'canceled', 'invoiced') AS status",
            "cast(pmod(xxhash64(id, 14), 100000) / 100 AS decimal(18,2)) AS amount",
            "'BRL' AS currency_code",
            "if(pmod(xxhash64(id, 15), 10) < 8, substr(md5(concat('c', person)), 1, 32), NULL) AS customer_id",
            "CASE WHEN pmod(xxhash64(id, 16), 20) < 17 THEN concat('55', 11 + person % 80, 80000000 + person) WHEN pmod(xxhash64(id, 16), 20) = 17 THEN concat('55', 11 + person % 80, 70000000 + person) END AS phone_key")
        .write()
        .mode("overwrite")
        .parquet(file("orders"));
  }

  private static String person(String id, int salt, long people, int hotPerMille) {
    return "if(pmod(xxhash64(%s, %d), 1000) < %d, 0, pmod(xxhash64(%s, %d), %d)) AS person"
        .formatted(id, salt + 100, hotPerMille, id, salt, people);
  }
}
