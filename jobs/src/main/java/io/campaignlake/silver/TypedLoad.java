package io.campaignlake.silver;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.RejectedShare;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.Rejected;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Loads the new documents of a raw table into a typed one, and keeps the books. */
final class TypedLoad {
  private final JobRun run;
  private final Table raw;
  private final Table target;
  private final Table rejectedBefore;
  private final Inputs inputs;

  TypedLoad(JobRun run, Table raw, Table target) {
    this.run = run;
    this.raw = raw;
    this.target = target;
    this.rejectedBefore = Rejected.of(raw);
    this.inputs = run.inputs();
  }

  /**
   * Adds rows that are not there yet.
   *
   * @param before writes what follows from the rows alone; it may run twice
   */
  void insert(DocumentParser parser, Consumer<Dataset<Row>> before) {
    typed(
        parser,
        target,
        typing -> {
          before.accept(typing.rows(target));
          run.insertNew(target, typing.distinctRows(target), inputs);
        });
  }

  /** Folds versions into the rows that are there. */
  void fold(DocumentParser parser, UnaryOperator<Dataset<Row>> fold) {
    typed(parser, target, typing -> run.foldIn(target, typing.rows(target), fold, inputs));
  }

  /**
   * Folds all documents ever loaded anew: for small tables whose rows do not hold all that the fold
   * needs.
   *
   * @param shape of one parsed document
   */
  void refold(Table shape, DocumentParser parser, UnaryOperator<Dataset<Row>> fold) {
    typed(
        parser,
        shape,
        typing -> {
          Dataset<Row> all = Typing.of(inputs.read(raw), parser, shape).rows(shape);
          run.replace(target, null, fold.apply(all), inputs);
        });
  }

  private void typed(DocumentParser parser, Table shape, Consumer<Typing> write) {
    if (inputs.unchanged()) {
      return;
    }
    Typing typing = Typing.of(inputs.changes(raw), parser, shape);
    RejectedShare share = new RejectedShare(run, target.layer());
    // A breach is recorded before the progress: a crash between the two must not forget it.
    typing.keepBooks(run, target, inputs.changes(rejectedBefore), share);
    write.accept(typing);
    share.failIfBreached();
  }
}
