package io.campaignlake.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;

import io.campaignlake.attribution.Attribution;
import io.campaignlake.bench.AttributionSql.Keys;
import io.campaignlake.lake.Policy;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The full history attributed by the engine, by its rivals, and a scan that does nothing. */
final class AttributionBench {
  private final SparkSession spark;
  private final Stopwatch watch;
  private final DuckDb duck;
  private final Policy policy;
  private final Path scratch;
  private final Results results;

  AttributionBench(
      SparkSession spark,
      Stopwatch watch,
      DuckDb duck,
      Policy policy,
      Path scratch,
      Results results) {
    this.spark = spark;
    this.watch = watch;
    this.duck = duck;
    this.policy = policy;
    this.scratch = scratch;
    this.results = results;
  }

  /** All contenders on the same files, the winners of each compared with DuckDB's. */
  void compare(SilverData data, String what, boolean customersToo, boolean analystToo)
      throws Exception {
    long rows = data.rows();
    show(data);
    String reference = reference(AttributionSql.duckAsof(customersToo, Keys.EXACT));
    Measured engine = engine(data, what + ": engine", rows, customersToo, 0, reference);
    Measured kept =
        engine(
            data,
            what + ": engine, 20 candidates kept",
            rows,
            customersToo,
            policy.keptCandidates(),
            reference);
    Measured asof = duck(what + ": DuckDB ASOF", rows, customersToo, Keys.EXACT);
    Measured hashed = duck(what + ": DuckDB ASOF, hashed keys", rows, customersToo, Keys.HASHED);
    results.ratio(what + ": engine / DuckDB ASOF", engine.median() / asof.median(), "<=", 1.5);
    results.ratio(what + ": engine / DuckDB ASOF, hashed", engine.median() / hashed.median());
    results.ratio(what + ": engine with candidates / DuckDB ASOF", kept.median() / asof.median());
    if (analystToo) {
      Dataset<Row> joins = spark.sql(AttributionSql.sparkRangeJoins(customersToo));
      Measured analyst = watch.measure(what + ": Spark, two range joins", rows, () -> run(joins));
      requireSame(what + ": Spark, two range joins", joins, reference);
      results.add(analyst);
      results.ratio(
          what + ": two range joins / engine", analyst.median() / engine.median(), ">=", 3);
    }
    results.add(watch.measure(what + ": scan floor", rows, () -> scan(data)));
  }

  /** The engine on two sets of data, each checked against DuckDB, and what the other costs more. */
  void beside(SilverData plain, SilverData other, String what, double bound) throws Exception {
    Measured onPlain = alone(plain, what + ": engine without");
    Measured onOther = alone(other, what + ": engine with");
    results.ratio(what + ": with / without", onOther.median() / onPlain.median(), "<=", bound);
  }

  private Measured alone(SilverData data, String name) throws Exception {
    show(data);
    String reference = reference(AttributionSql.duckAsof(true, Keys.EXACT));
    return engine(data, name, data.rows(), true, policy.keptCandidates(), reference);
  }

  private Measured engine(
      SilverData data, String name, long rows, boolean customersToo, int others, String reference)
      throws Exception {
    Measured measured = watch.measure(name, rows, () -> run(credited(data, customersToo, others)));
    requireSame(name, credited(data, customersToo, others), reference);
    results.add(measured);
    return measured;
  }

  private Measured duck(String name, long rows, boolean customersToo, Keys keys) throws Exception {
    String create =
        "CREATE OR REPLACE TEMP TABLE winners AS " + AttributionSql.duckAsof(customersToo, keys);
    Measured measured = watch.measure(name, rows, () -> duck.execute(create));
    results.add(measured);
    duck.execute("DROP TABLE winners");
    return measured;
  }

  void show(SilverData data) throws Exception {
    for (String table : new String[] {"messages", "clicks", "orders"}) {
      duck.view(table, data.file(table));
      spark.read().parquet(data.file(table)).createOrReplaceTempView(table);
    }
  }

  /** Writes DuckDB's winners to a file; returns its path. */
  String reference(String sql) throws Exception {
    Path file = scratch.resolve("winners.parquet");
    duck.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(sql, file));
    return file.toString();
  }

  private Dataset<Row> credited(SilverData data, boolean customersToo, int others) {
    Dataset<Row> messages = data.messages();
    Dataset<Row> orders = data.orders();
    if (!customersToo) {
      messages =
          messages.withColumn(
              "match_keys", filter(col("match_keys"), key -> key.startsWith("phone:")));
      orders = orders.withColumn("customer_id", lit(null).cast("string"));
    }
    Dataset<Row> decided = Attribution.decided(orders, messages, data.clicks(), policy, others);
    return Attribution.credited(decided, policy.excludedStatuses());
  }

  private void requireSame(String name, Dataset<Row> winners, String reference) {
    String[] columns = {"order_id", "conversion_class", "message_id", "anchor_at"};
    Dataset<Row> found = winners.selectExpr(columns);
    Dataset<Row> due = spark.read().parquet(reference).selectExpr(columns);
    long others = due.exceptAll(found).count() + found.exceptAll(due).count();
    if (others != 0) {
      throw new IllegalStateException(
          "Cannot compare %s: %d winners are not those of DuckDB. One of the two is wrong."
              .formatted(name, others));
    }
  }

  private static void run(Dataset<Row> rows) {
    rows.write().format("noop").mode("overwrite").save();
    // As between two jobs: what a round kept must not make the next one cheaper.
    rows.sparkSession().catalog().clearCache();
  }

  private static void scan(SilverData data) {
    run(
        data.messages()
            .select(
                "message_id", "send_date", "campaign_id", "match_keys", "effective_delivered_at"));
    run(data.clicks());
    run(data.orders());
  }
}
