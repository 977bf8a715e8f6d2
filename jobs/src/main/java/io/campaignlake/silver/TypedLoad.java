package io.campaignlake.silver;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.RejectedShare;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.Rejected;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Loads the new documents of a raw table into a typed one, and keeps the books. */
final class TypedLoad {
  private final JobRun run;
  private final Table raw;
  private final Table target;

  TypedLoad(JobRun run, Table raw, Table target) {
    this.run = run;
    this.raw = raw;
    this.target = target;
  }

  /**
   * Adds rows that are not there yet.
   *
   * @param before writes what follows from the rows alone; it may run twice
   */
  void insert(DocumentParser parser, Consumer<Dataset<Row>> before) {
    load(
        parser,
        List.of(target),
        (typing, inputs) -> {
          before.accept(typing.rows(target));
          run.insertNew(target, typing.distinctRows(target), inputs);
        });
  }

  /** Folds versions into the rows that are there. */
  void fold(DocumentParser parser, UnaryOperator<Dataset<Row>> fold) {
    load(
        parser,
        List.of(target),
        (typing, inputs) -> run.foldIn(target, typing.rows(target), fold, inputs));
  }

  /**
   * Folds all documents ever loaded anew: for small tables whose rows do not hold all that the fold
   * needs.
   *
   * @param shape of one parsed document
   */
  void refold(Table shape, DocumentParser parser, UnaryOperator<Dataset<Row>> fold) {
    load(
        parser,
        List.of(shape),
        (typing, inputs) -> {
          Dataset<Row> all = Typing.of(inputs.read(raw), parser, List.of(shape)).rows(shape);
          run.replace(target, null, fold.apply(all), inputs);
        });
  }

  /**
   * Types the new documents, keeps the books, and has the rows written.
   *
   * @param shapes of the rows that the parser makes
   * @param write of all tables, that of this load last, with the inputs as its progress
   */
  void load(DocumentParser parser, List<Table> shapes, BiConsumer<Typing, Inputs> write) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Typing typing = Typing.of(inputs.changes(raw), parser, shapes);
    RejectedShare share = new RejectedShare(run, target.layer());
    // A breach is recorded before the progress: a crash between the two must not forget it.
    typing.keepBooks(run, target, inputs.changes(Rejected.of(raw)), share);
    write.accept(typing, inputs);
    share.failIfBreached();
  }
}
