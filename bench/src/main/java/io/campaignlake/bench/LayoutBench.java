package io.campaignlake.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import io.campaignlake.lake.Lake;
import io.campaignlake.silver.Messages;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * The messages of a lake, laid out in several ways: what it costs to write them, to read few days
 * of them, and to replace some messages of many days, as late receipts do.
 */
final class LayoutBench {
  private static final String DAY = Messages.SEND_DATE.name();

  /** Days from which late receipts come. */
  private static final int LATE_DAYS = 30;

  /** One in so many messages of these days is replaced. */
  private static final int ONE_IN = 75;

  private enum Layout {
    /** By nothing: as a shuffle by message leaves them. */
    AS_THEY_COME,
    /** Few files, each of some days: what the program writes. */
    SORTED_BY_DAY,
    /** A folder a day. */
    PARTITIONED_BY_DAY,
    /** Liquid clustering by day, and OPTIMIZE. */
    CLUSTERED_BY_DAY;

    String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final SparkSession spark;
  private final Stopwatch watch;
  private final Path root;
  private final Results results;
  private int late;

  LayoutBench(SparkSession spark, Stopwatch watch, Path root, Results results) {
    this.spark = spark;
    this.watch = watch;
    this.root = root;
    this.results = results;
  }

  /**
   * @param lake whose messages are laid out
   */
  void run(Path lake) throws Exception {
    Dataset<Row> messages =
        new Lake(spark, lake.toString()).read(Messages.TABLE).select(Messages.TABLE.columns());
    Row last = messages.selectExpr("max(send_date)").head();
    for (Layout layout : Layout.values()) {
      String path = root.resolve("layout-" + layout.name().toLowerCase(Locale.ROOT)).toString();
      String title = layout.title();
      add(watch.measure(title + ": written", () -> write(messages, layout, path)));
      results.ratio(
          title + ": files",
          DeltaTable.forPath(spark, path).detail().select("numFiles").head().getLong(0));
      add(watch.measure(title + ": one day read", () -> read(path, last.get(0), 0)));
      add(watch.measure(title + ": 31 days read", () -> read(path, last.get(0), LATE_DAYS)));
      add(watch.measure(title + ": late receipts", () -> replaceSome(path, last.get(0))));
      BenchLake.delete(Path.of(path));
    }
  }

  private void add(Measured measured) {
    results.add(measured);
  }

  private void write(Dataset<Row> messages, Layout layout, String path) throws IOException {
    BenchLake.delete(Path.of(path));
    var table = DeltaTable.create(spark).location(path);
    for (StructField field : messages.schema().fields()) {
      table = table.addColumn(field);
    }
    table = table.property("delta.enableDeletionVectors", "true");
    switch (layout) {
      case PARTITIONED_BY_DAY -> table = table.partitionedBy(DAY);
      case CLUSTERED_BY_DAY -> table = table.clusterBy(DAY);
      default -> {}
    }
    table.execute();
    int files = Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions"));
    Dataset<Row> rows =
        switch (layout) {
          case SORTED_BY_DAY ->
              messages.repartitionByRange(files, col(DAY)).sortWithinPartitions(DAY);
          case PARTITIONED_BY_DAY -> messages.repartition(files, col(DAY));
          default -> messages.repartition(files, col("message_id"));
        };
    rows.write().format("delta").mode(SaveMode.Append).save(path);
    if (layout == Layout.CLUSTERED_BY_DAY) {
      DeltaTable.forPath(spark, path).optimize().executeCompaction();
    }
  }

  private void read(String path, Object last, int before) {
    spark
        .read()
        .format("delta")
        .load(path)
        .where(col(DAY).between(lit(last).minus(before), lit(last)))
        .selectExpr("count(DISTINCT recipient_key)", "max(read_at)", "min(campaign_id)")
        .head();
  }

  /** Others each time. */
  private void replaceSome(String path, Object last) {
    DeltaTable table = DeltaTable.forPath(spark, path);
    Dataset<Row> some =
        table
            .toDF()
            .where(col(DAY).gt(lit(last).minus(LATE_DAYS)))
            .where(pmod(hash(col("message_id")), lit(ONE_IN)).equalTo(late++))
            .select("message_id");
    table
        .as("stored")
        .merge(some.as("late"), "stored.message_id = late.message_id")
        .whenMatched()
        .updateExpr(Map.of("read_at", "stored.last_update_at"))
        .execute();
  }
}
