package io.campaignlake.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.DataSize;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.KeyGroups;
import io.campaignlake.lake.RejectedShare;
import io.campaignlake.lake.ShuffledParts;
import io.campaignlake.lake.SparkRows;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Parses raw documents into typed rows, in one pass and one shuffle for all tables that they feed,
 * and keeps the books: every part of every document is loaded, ignored by kind, or rejected with
 * its reason.
 */
final class Typing {
  private final List<Table> targets;
  private final int partsOfEach;
  private final ShuffledParts typed;
  private final Map<Books.Outcome, Long> counts;

  private Typing(
      List<Table> targets, int partsOfEach, ShuffledParts typed, Map<Books.Outcome, Long> counts) {
    this.targets = targets;
    this.partsOfEach = partsOfEach;
    this.typed = typed;
    this.counts = counts;
  }

  /**
   * @param documents rows of a raw table
   * @param targets tables whose rows the parser makes; their columns beginning with an underscore
   *     are taken from the raw row
   */
  static Typing of(Dataset<Row> documents, DocumentParser parser, List<Table> targets) {
    Dataset<Row> pruned = documents.select(PartRows.RAW_COLUMNS);
    Books books = new Books();
    books.register(documents.sparkSession().sparkContext(), scala.Option.empty(), false);
    Dataset<Row> rows =
        SparkRows.dataset(
            documents.sparkSession(),
            SparkRows.of(pruned).mapPartitions(new PartRows(parser, targets, books)),
            PartRows.schema(targets));
    int partsOfEach = DataSize.partitions(documents.sparkSession().conf());
    Dataset<Row> keyed = KeyGroups.withHash(rows, hash(targets));
    ShuffledParts typed =
        ShuffledParts.of(keyed, (targets.size() + 1) * partsOfEach, part(targets, partsOfEach));
    return new Typing(targets, partsOfEach, typed, books.counts());
  }

  /** Each table's rows have parts of their own, and those that are rejected have the last. */
  private static Column part(List<Table> targets, int partsOfEach) {
    Column first = lit(targets.size() * partsOfEach);
    for (Table target : targets) {
      first = when(isFor(target), targets.indexOf(target) * partsOfEach).otherwise(first);
    }
    return first.plus(pmod(KeyGroups.hashOfKey(), lit(partsOfEach)));
  }

  private static Column isFor(Table target) {
    return col(target.name()).isNotNull();
  }

  /** The rows of a table, or, behind all tables, those that are rejected. */
  private Dataset<Row> partsOf(int target) {
    return typed.rows(target * partsOfEach, (target + 1) * partsOfEach);
  }

  /** Of the row's own key, if its table has one; else of the place that it was read from. */
  private static Column hash(List<Table> targets) {
    List<Column> hashes = new ArrayList<>();
    for (Table target : targets) {
      if (!target.key().isEmpty()) {
        hashes.add(when(isFor(target), hash(target)));
      }
    }
    hashes.add(KeyGroups.hash(List.of(RawTables.FILE.col(), RawTables.POSITION.col())));
    return coalesce(hashes.toArray(Column[]::new));
  }

  /** Where a table has days, whoever looks for repeats of a few reads few pages of its files. */
  private static Column hash(Table target) {
    List<Column> key = target.key().stream().map(field -> field.of(target.name())).toList();
    Field day = target.day();
    return day == null ? KeyGroups.hash(key) : KeyGroups.hash(key, day.of(target.name()));
  }

  /** The rows for one table. */
  Dataset<Row> rows(Table target) {
    return withHash(target).select(target.columns());
  }

  /** The rows for one table, one of each key: rows of one key say the same. */
  Dataset<Row> distinctRows(Table target) {
    return KeyGroups.distinctInPlace(withHash(target), target.keyNames());
  }

  private Dataset<Row> withHash(Table target) {
    return partsOf(targets.indexOf(target))
        .select(
            col(target.name() + ".*"),
            RawTables.FILE.col(),
            RawTables.INGESTED_AT.col(),
            KeyGroups.hashOfKey())
        .select(columnsAndHash(target));
  }

  /**
   * Saves what was rejected beside the table and counts all outcomes into the run. To be called
   * before the rows are written: a breach must be recorded before the progress.
   *
   * @param rejectedBefore documents of each source that the raw layer rejected of the same batch
   */
  void keepBooks(JobRun run, Table table, Dataset<Row> rejectedBefore, RejectedShare share) {
    boolean hasRejected = false;
    for (Map.Entry<Books.Outcome, Long> entry : counts.entrySet()) {
      Books.Outcome outcome = entry.getKey();
      run.count("documents_in", entry.getValue());
      run.count("documents_" + outcome.what(), entry.getValue());
      if (!outcome.kind().isEmpty()) {
        run.count("ignored:" + outcome.kind(), entry.getValue());
      }
      hasRejected |= outcome.what().equals(Books.REJECTED);
    }
    if (hasRejected) {
      Table rejected = Rejected.of(table);
      Dataset<Row> rows = partsOf(targets.size()).select(columnsAndHash(rejected));
      run.insertNew(rejected, KeyGroups.distinctInPlace(rows, rejected.keyNames()), null);
      judge(rejectedBefore, share);
    }
  }

  private static Column[] columnsAndHash(Table table) {
    List<Column> columns = new ArrayList<>(List.of(table.columns()));
    columns.add(KeyGroups.hashOfKey());
    return columns.toArray(Column[]::new);
  }

  /** What the raw layer rejected of the same documents counts with what was rejected here. */
  private void judge(Dataset<Row> rejectedBefore, RejectedShare share) {
    Map<String, long[]> sums = new TreeMap<>();
    counts.forEach(
        (outcome, number) ->
            sum(sums, outcome.source(), number, outcome.what().equals(Books.REJECTED)));
    for (Row row :
        rejectedBefore.groupBy(RawTables.SOURCE.col()).agg(count(lit(1))).collectAsList()) {
      sum(sums, row.getString(0), row.getLong(1), true);
    }
    sums.forEach((source, sum) -> share.add(source, sum[0], sum[1]));
  }

  private static void sum(
      Map<String, long[]> sums, String source, long documents, boolean areRejected) {
    long[] sum = sums.computeIfAbsent(source, s -> new long[2]);
    sum[0] += documents;
    sum[1] += areRejected ? documents : 0;
  }
}
