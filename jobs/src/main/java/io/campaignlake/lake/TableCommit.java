package io.campaignlake.lake;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One commit to a table, from rows that say where the ones lie that they replace. Delta's MERGE
 * would look for them twice more, and plan a dozen queries to do so.
 */
final class TableCommit {
  /** Path of the file that has a stored row; null where there is none. */
  static final String FILE = "_stored_file";

  /** Number of a stored row in its file; only an internal table tells it. */
  static final String ROW = "_stored_row";

  private static final String TYPE = Lake.CHANGE_TYPE;

  private final Lake lake;
  private final Table table;
  private final Snapshot snapshot;

  /** Of the table's latest version; a commit by somebody else from now on makes this one fail. */
  TableCommit(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
    this.snapshot = lake.latest(table);
  }

  /** The table's rows, each with {@link #FILE} and {@link #ROW}. */
  Dataset<Row> stored() {
    Column row = isMarked() ? col("_metadata.row_index") : lit(null);
    return lake.rows(snapshot)
        .select(col("*"), col("_metadata.file_path").as(FILE), row.cast("long").as(ROW));
  }

  /** Whether rows that go are marked in their files; else the rows that stay are copied. */
  private boolean isMarked() {
    return table.kind() == Table.Kind.INTERNAL;
  }

  /**
   * Adds rows.
   *
   * @return how many
   */
  long append(Dataset<Row> rows, Progress progress) {
    return append(rows, progress, List.of());
  }

  /**
   * Adds rows once: a transaction and number that the table has seen add nothing.
   *
   * @return how many, or -1 when the transaction had been committed before
   */
  long appendOnce(Dataset<Row> rows, Progress progress, String transaction, long number) {
    return lastOf(transaction) >= number
        ? -1
        : append(rows, progress, List.of(new SetTransaction(transaction, number, Option.empty())));
  }

  private long append(Dataset<Row> rows, Progress progress, List<Action> beside) {
    OptimisticTransaction transaction = begun();
    List<FileAction> files = written(transaction, rows.select(conformed("")));
    List<Action> actions = new ArrayList<>(beside);
    actions.addAll(files);
    if (!actions.isEmpty() || !progress.consumed().isEmpty()) {
      commit(transaction, actions, writing(SaveMode.Append), progress);
    }
    return files.stream().mapToLong(TableCommit::rowsOf).sum();
  }

  /** The number last committed under a transaction's name, or -1; mostly the checksum tells. */
  private long lastOf(String transaction) {
    Option<Seq<SetTransaction>> known =
        snapshot.checksumOpt().flatMap(VersionChecksum::setTransactions);
    Seq<SetTransaction> all = known.isDefined() ? known.get() : snapshot.setTransactions();
    return CollectionConverters.asJava(all).stream()
        .filter(last -> last.appId().equals(transaction))
        .mapToLong(SetTransaction::version)
        .findFirst()
        .orElse(-1);
  }

  /**
   * Puts the new image of each difference in the place of the old one.
   *
   * @param differences images {@link Plan#OLD} with {@link #FILE} and {@link #ROW}, and {@link
   *     Plan#NEW}; read twice
   * @param touched the files of the old images, each with its marks
   */
  void exchange(Dataset<Row> differences, List<Marked> touched, Progress progress) {
    OptimisticTransaction transaction = begun();
    Map<String, AddFile> files = lake.filesByPath(snapshot);
    List<Action> actions = new ArrayList<>();
    Dataset<Row> rows = images(differences);
    if (isMarked()) {
      actions.addAll(marked(transaction, files, touched));
    } else {
      List<AddFile> replaced = touched.stream().map(file -> files.get(file.path())).toList();
      replaced.forEach(file -> actions.add(file.remove()));
      rows = rows.union(staying(replaced, differences));
    }
    actions.addAll(written(transaction, rows));
    commit(transaction, actions, writing(SaveMode.Overwrite), progress);
  }

  /**
   * @param path of a data file, as {@link #FILE} has it
   * @param rows set of the numbers of its rows that go
   * @param howMany they are
   */
  record Marked(String path, byte[] rows, long howMany) {}

  /** Only says how far the inputs are consumed. */
  void recordOnly(Progress progress) {
    commit(begun(), List.of(), writing(SaveMode.Append), progress);
  }

  private OptimisticTransaction begun() {
    OptimisticTransaction transaction =
        snapshot.deltaLog().startTransaction(Option.empty(), Option.apply(snapshot));
    // What is written follows from all rows: nobody else may have changed any.
    transaction.readWholeTable();
    return transaction;
  }

  /** New rows for the table, and both images for its change feed. */
  private Dataset<Row> images(Dataset<Row> differences) {
    Column isOld = col(Plan.OLD).isNotNull();
    Column isNew = col(Plan.NEW).isNotNull();
    Column before = when(isNew, "update_preimage").otherwise("delete");
    Column after = when(isOld, "update_postimage").otherwise("insert");
    Column images =
        array(
            when(isNew, image(Plan.NEW, lit(null).cast("string"))),
            when(isOld, image(Plan.OLD, before)),
            when(isNew, image(Plan.NEW, after)));
    return differences.select(inline(array_compact(images)));
  }

  private Column image(String which, Column type) {
    Stream<Column> columns = Stream.of(conformed(which + "."));
    return struct(Stream.concat(columns, Stream.of(type.as(TYPE))).toArray(Column[]::new));
  }

  /** In the table's own types: whoever writes files himself goes without the casts of Delta. */
  private Column[] conformed(String prefix) {
    return table.fields().stream()
        .map(field -> field.is(col(prefix + field.name())))
        .toArray(Column[]::new);
  }

  /** The rows of files that are replaced which no difference names. */
  private Dataset<Row> staying(List<AddFile> replaced, Dataset<Row> differences) {
    Dataset<Row> stored =
        lake.rows(snapshot, CollectionConverters.asScala(replaced).toSeq()).select(table.columns());
    Dataset<Row> going =
        SmallSide.hinted(differences.where(col(Plan.OLD).isNotNull()).select(col(Plan.OLD)));
    Column sameKey = lit(true);
    for (Field field : table.key()) {
      sameKey = sameKey.and(field.col().equalTo(field.of(Plan.OLD)));
    }
    return stored.join(going, sameKey, "left_anti").withColumn(TYPE, lit(null).cast("string"));
  }

  private List<Action> marked(
      OptimisticTransaction transaction, Map<String, AddFile> files, List<Marked> touched) {
    List<Action> actions = new ArrayList<>();
    if (touched.isEmpty()) {
      return actions;
    }
    int prefix = org.apache.spark.sql.delta.util.Utils.getRandomPrefixLength(snapshot.metadata());
    try (DeletionMarks marks = new DeletionMarks(snapshot.deltaLog(), prefix)) {
      for (Marked file : touched) {
        AddFile before = files.get(file.path());
        long left = rowsOf(before) - file.howMany();
        if (left == 0) {
          actions.add(before.remove());
          continue;
        }
        var vector = marks.on(before, file.path(), file.rows(), file.howMany());
        Tuple2<AddFile, ?> changed = before.removeRows(vector, true, true);
        actions.add(changed._1());
        actions.add((Action) changed._2());
      }
    }
    return actions;
  }

  private static long rowsOf(FileAction file) {
    return file instanceof AddFile added ? (long) added.numLogicalRecords().get() : 0;
  }

  private static List<FileAction> written(OptimisticTransaction transaction, Dataset<Row> rows) {
    return CollectionConverters.asJava(transaction.writeFiles(rows));
  }

  private void commit(
      OptimisticTransaction transaction,
      List<? extends Action> actions,
      DeltaOperations.Operation operation,
      Progress progress) {
    Seq<Action> all = CollectionConverters.asScala(List.<Action>copyOf(actions)).toSeq();
    CommitInfo.with(lake.spark(), progress, () -> transaction.commit(all, operation));
  }

  private static DeltaOperations.Operation writing(SaveMode mode) {
    Option<Object> none = Option.empty();
    return new DeltaOperations.Write(
        mode,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        none,
        none,
        none,
        Option.empty(),
        Option.empty());
  }
}
