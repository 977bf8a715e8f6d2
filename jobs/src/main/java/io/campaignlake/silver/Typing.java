package io.campaignlake.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.RejectedShare;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Parses raw documents into typed rows, one pass for all tables that they feed, and keeps the
 * books: every part of every document is loaded, ignored by kind, or rejected with its reason.
 */
final class Typing {
  private static final String KIND = "ignored_kind";
  private static final String TEXT = Rejected.DOCUMENT.name();
  private static final String REASON = Rejected.REJECT_REASON.name();

  private final Dataset<Row> typed;

  private Typing(Dataset<Row> typed) {
    this.typed = typed;
  }

  /**
   * @param documents rows of a raw table
   * @param targets tables whose rows the parser makes; their columns beginning with an underscore
   *     are taken from the raw row
   */
  static Typing of(Dataset<Row> documents, DocumentParser parser, Table... targets) {
    Dataset<Row> pruned =
        documents.select(
            RawTables.DOCUMENT.col(),
            RawTables.SOURCE.col(),
            RawTables.FILE.col(),
            RawTables.POSITION.col(),
            RawTables.INGESTED_AT.col());
    List<String> names = Arrays.stream(targets).map(Table::name).toList();
    FlatMapFunction<Row, Row> parse = row -> rows(row, parser, names);
    return new Typing(pruned.flatMap(parse, Encoders.row(schema(targets))));
  }

  private static StructType schema(Table[] targets) {
    StructType schema =
        new StructType()
            .add(KIND, DataTypes.StringType)
            .add(REASON, DataTypes.StringType)
            .add(TEXT, DataTypes.StringType)
            .add(RawTables.SOURCE.name(), DataTypes.StringType)
            .add(RawTables.FILE.name(), DataTypes.StringType)
            .add(RawTables.POSITION.name(), DataTypes.LongType)
            .add(Rejected.ITEM.name(), DataTypes.IntegerType)
            .add(RawTables.INGESTED_AT.name(), DataTypes.TimestampType);
    for (Table target : targets) {
      schema = schema.add(target.name(), businessSchema(target));
    }
    return schema;
  }

  private static StructType businessSchema(Table target) {
    StructType schema = new StructType();
    for (Field field : target.fields()) {
      if (!field.name().startsWith("_")) {
        schema = schema.add(field.name(), field.type());
      }
    }
    return schema;
  }

  private static Iterator<Row> rows(Row raw, DocumentParser parser, List<String> targets) {
    String document = raw.getString(0);
    Timestamp ingestedAt = raw.getTimestamp(4);
    Parsed parsed = new Parsed();
    try {
      parser.parse(
          Json.parse(document), new EventTime(ingestedAt.toInstant()), raw.getString(1), parsed);
    } catch (BadValue e) {
      parsed.rejected(e.reason());
    }
    List<Row> rows = new ArrayList<>(parsed.parts().size());
    for (Parsed.Part part : parsed.parts()) {
      Object[] columns = new Object[8 + targets.size()];
      columns[0] = part.ignoredKind();
      columns[1] = part.reason() == null ? null : part.reason().name();
      columns[2] = part.reason() == null ? null : part.text() == null ? document : part.text();
      columns[3] = raw.getString(1);
      columns[4] = raw.getString(2);
      columns[5] = raw.getLong(3);
      columns[6] = rows.size();
      columns[7] = ingestedAt;
      if (part.table() != null) {
        columns[8 + targets.indexOf(part.table().name())] = RowFactory.create(part.values());
      }
      rows.add(RowFactory.create(columns));
    }
    return rows.iterator();
  }

  Typing persist() {
    typed.persist();
    return this;
  }

  void unpersist() {
    typed.unpersist();
  }

  /** The rows for one table. */
  Dataset<Row> rows(Table target) {
    return typed
        .where(col(target.name()).isNotNull())
        .select(col(target.name() + ".*"), RawTables.FILE.col(), RawTables.INGESTED_AT.col())
        .select(target.columns());
  }

  /**
   * Saves what was rejected beside the table and counts all outcomes into the run; call once the
   * rows are written.
   *
   * @param rejectedBefore documents of each source that the raw layer rejected of the same batch
   */
  void keepBooks(JobRun run, Table table, Dataset<Row> rejectedBefore, RejectedShare share) {
    var outcome =
        org.apache
            .spark
            .sql
            .functions
            .when(col(REASON).isNotNull(), "rejected")
            .when(col(KIND).isNotNull(), "ignored")
            .otherwise("loaded");
    List<Row> counts =
        typed
            .groupBy(RawTables.SOURCE.col(), outcome.as("outcome"), col(KIND))
            .agg(count(lit(1)))
            .collectAsList();
    boolean hasRejected = false;
    for (Row row : counts) {
      run.count("documents_in", row.getLong(3));
      run.count("documents_" + row.getString(1), row.getLong(3));
      if (!row.isNullAt(2)) {
        run.count("ignored:" + row.getString(2), row.getLong(3));
      }
      hasRejected |= row.getString(1).equals("rejected");
    }
    if (hasRejected) {
      Table rejected = Rejected.of(table);
      Dataset<Row> rows = typed.where(col(REASON).isNotNull()).select(rejected.columns());
      run.insertNew(rejected, rows, null);
      judge(counts, rejectedBefore, share);
    }
  }

  /** What the raw layer rejected of the same documents counts with what was rejected here. */
  private static void judge(List<Row> counts, Dataset<Row> rejectedBefore, RejectedShare share) {
    Map<String, long[]> sums = new TreeMap<>();
    for (Row row : counts) {
      boolean isRejected = row.getString(1).equals("rejected");
      sum(sums, row.getString(0), row.getLong(3), isRejected);
    }
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
