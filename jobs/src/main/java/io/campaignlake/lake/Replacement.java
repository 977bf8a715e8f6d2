package io.campaignlake.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Puts newly computed rows in the place of a table's old ones, for a set of keys or for all, and
 * writes only what differs: who follows the table's change feed sees real changes alone.
 */
final class Replacement {
  /** Below this a table is read sooner than its dirty days are looked up. */
  private static final long SMALL_BYTES = 4L << 20;

  private static final String OLD = Plan.OLD;
  private static final String NEW = Plan.NEW;
  private static final Column[] PLACE = {col(TableCommit.FILE), col(TableCommit.ROW)};

  private static final Column INSERTED = count_if(col(OLD).isNull());
  private static final Column UPDATED = count_if(col(OLD).isNotNull().and(col(NEW).isNotNull()));
  private static final Column DELETED = count_if(col(NEW).isNull());

  private final Lake lake;
  private final Table table;

  Replacement(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * @param dirty keys (some of the table's columns) whose rows are replaced, also by nothing; null
   *     for all rows
   * @param rows the new rows of exactly those keys
   * @param progress recorded in the commit, also when no row differs
   */
  Written write(Dataset<Row> dirty, Dataset<Row> rows, Progress progress) {
    return write(by(dirty, rows), progress, UnaryOperator.identity());
  }

  /** New rows that are known. */
  Function<Dataset<Row>, Exchange> by(Dataset<Row> dirty, Dataset<Row> rows) {
    return stored -> new Exchange(old(stored, dirty), rows);
  }

  /**
   * New rows that follow from the old ones, which are looked for once.
   *
   * @param fold makes of the stored rows of the dirty keys the new ones
   */
  Function<Dataset<Row>, Exchange> by(Dataset<Row> dirty, UnaryOperator<Dataset<Row>> fold) {
    return stored -> {
      Dataset<Row> old = Kept.rows(old(stored, dirty));
      return new Exchange(old, fold.apply(old.select(table.columns())));
    };
  }

  /**
   * @param exchange made of the table's rows as they are stored
   * @param watching adds observations to all rows that are compared, one a key
   */
  Written write(
      Function<Dataset<Row>, Exchange> exchange,
      Progress progress,
      UnaryOperator<Dataset<Row>> watching) {
    if (lake.plan().isPresent()) {
      return plan(differences(exchange.apply(lake.read(table)), watching));
    }
    if (lake.isEmpty(table)) {
      return first(exchange.apply(lake.read(table)).rows(), progress);
    }
    TableCommit commit = new TableCommit(lake, table);
    return write(differences(exchange.apply(commit.stored()), watching), commit, progress);
  }

  /**
   * A history that comes at once is laid out as one that came day by day: rows of few days share a
   * file, and whoever asks for few days reads few files.
   */
  private Written first(Dataset<Row> rows, Progress progress) {
    Appender appender = new Appender(lake, table);
    Field day = table.day();
    if (day == null || !SmallSide.isPlannedBySize(rows)) {
      return appender.append(rows, progress);
    }
    Column number = coalesce(unix_date(to_date(day.col())), lit(0));
    Dataset<Row> byDay =
        ShuffledParts.of(rows, ShuffledParts.MOST, number).rows(0, ShuffledParts.MOST);
    return appender.append(byDay.sortWithinPartitions(day.col()), progress);
  }

  private Written plan(Dataset<Row> differences) {
    // Later jobs build on these rows: the way they came must not be planned again each time.
    Dataset<Row> planned = differences.localCheckpoint();
    Written written = counted(planned.agg(INSERTED, UPDATED, DELETED).head(), 0);
    lake.plan().get().add(table, planned, written);
    return written;
  }

  private Written write(Dataset<Row> differing, TableCommit commit, Progress progress) {
    try (Persistent differences = new Persistent(differing)) {
      return commit(differences, commit, progress);
    }
  }

  private Written commit(Persistent differences, TableCommit commit, Progress progress) {
    Written written = Written.NOTHING;
    List<TableCommit.Marked> touched = new ArrayList<>();
    // The first query goes the whole way: only that tells what is observed.
    for (Row file : byFile(differences.source())) {
      Written changes = counted(file, 1);
      written = written.plus(changes);
      if (!file.isNullAt(0)) {
        touched.add(touched(file, changes.updated() + changes.deleted()));
      }
    }
    if (written.changes() == 0) {
      new Appender(lake, table).recordOnly(progress);
    } else if (touched.isEmpty()) {
      commit.append(differences.rows().select(NEW + ".*"), progress);
    } else {
      commit.exchange(differences.rows(), touched, progress);
    }
    return written;
  }

  /** What changes in each file, and in none: that is what is new. */
  private static List<Row> byFile(Dataset<Row> differences) {
    return differences
        .groupBy(TableCommit.FILE)
        .agg(INSERTED, UPDATED, DELETED, DeletionMarks.ofRows(col(TableCommit.ROW)).as("rows"))
        .collectAsList();
  }

  private TableCommit.Marked touched(Row file, long gone) {
    Row rows = file.getAs("rows");
    long marked = rows.<Long>getAs("cardinality");
    if (table.kind() == Table.Kind.INTERNAL && marked != gone) {
      throw new IllegalStateException(
          "Cannot replace rows of %s: %d new ones stand for %d. A key must occur once."
              .formatted(table, gone, marked));
    }
    return new TableCommit.Marked(file.getString(0), rows.getAs("bitmap"), gone);
  }

  private static Written counted(Row row, int from) {
    return new Written(row.getLong(from), row.getLong(from + 1), row.getLong(from + 2));
  }

  private Dataset<Row> old(Dataset<Row> all, Dataset<Row> dirty) {
    if (dirty == null) {
      return all;
    }
    Dataset<Row> stored = all.where(onTheDaysOf(dirty));
    // A dirty key may be null in some column: a null-safe equality finds its rows too.
    Column same = lit(true);
    for (String name : dirty.columns()) {
      same = same.and(stored.col(name).eqNullSafe(dirty.col(name)));
    }
    return stored.join(dirty, same, "left_semi");
  }

  /** Where the dirty keys name days: those few, of the history's many. */
  private Column onTheDaysOf(Dataset<Row> dirty) {
    Field day = table.day();
    boolean isNamed = day != null && List.of(dirty.columns()).contains(day.name());
    boolean isWorthAsking = isNamed && lake.bytes(table) > SMALL_BYTES;
    return isWorthAsking ? Span.of(dirty, dirty.col(day.name())).holds(day.col()) : lit(true);
  }

  private Dataset<Row> differences(Exchange exchange, UnaryOperator<Dataset<Row>> watching) {
    Dataset<Row> old = exchange.old();
    boolean isPlaced = Arrays.asList(old.columns()).contains(TableCommit.FILE);
    Column image = struct(table.columns());
    Dataset<Row> before =
        isPlaced ? old.select(image.as(OLD), PLACE[0], PLACE[1]) : old.select(image.as(OLD));
    Dataset<Row> after = exchange.rows().select(image.as(NEW));
    Column sameKey = lit(true);
    for (Field field : table.key()) {
      sameKey = sameKey.and(field.of(OLD).equalTo(field.of(NEW)));
    }
    Column equal = col(OLD).isNotNull().and(col(NEW).isNotNull());
    for (Field field : table.businessFields()) {
      equal = equal.and(field.of(OLD).eqNullSafe(field.of(NEW)));
    }
    return watching.apply(before.join(after, sameKey, "full_outer")).where(not(equal));
  }
}
