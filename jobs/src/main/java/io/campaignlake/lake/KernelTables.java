package io.campaignlake.lake;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.utils.CloseableIterable;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * The Delta tables below one root without Spark, through Delta Kernel: what must answer within a
 * second or two reads and appends here. Spark and Kernel may use the same table at the same time.
 */
public final class KernelTables {
  private static final String WRITER = "campaign-lake";

  private static final Set<PostCommitHookType> HOOKS =
      EnumSet.of(PostCommitHookType.CHECKPOINT, PostCommitHookType.CHECKSUM_SIMPLE);

  private final String root;
  private final Configuration hadoop;
  private final Engine engine;

  public KernelTables(String root) {
    this(root, new Configuration());
  }

  /**
   * @param hadoop of the session, where there is one: a cluster's says how to reach its storage
   */
  public KernelTables(String root, Configuration hadoop) {
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    this.hadoop = hadoop;
    this.engine = DefaultEngine.create(hadoop);
  }

  public String root() {
    return root;
  }

  public Configuration hadoop() {
    return hadoop;
  }

  private String path(Table table) {
    return root + "/" + table.layer() + "/" + table.name();
  }

  /** The table as of its latest commit; empty when there is no such table. */
  public Optional<KernelSnapshot> latest(Table table) {
    try {
      Snapshot snapshot = TableManager.loadSnapshot(path(table)).build(engine);
      TableShape.check(table, snapshot.getSchema());
      return Optional.of(new KernelSnapshot(engine, table, snapshot));
    } catch (TableNotFoundException missing) {
      return Optional.empty();
    } catch (KernelException | KernelEngineException e) {
      throw unreadable(table, e);
    }
  }

  static LakeException unreadable(Table table, Exception e) {
    return LakeException.failed(
        "Cannot read table %s: %s. Check the lake's storage.".formatted(table, e.getMessage()), e);
  }

  private static LakeException unwritable(Table table, Exception e) {
    return LakeException.failed(
        "Cannot write table %s: %s. Check the lake's storage.".formatted(table, e.getMessage()), e);
  }

  /**
   * The table as of its latest commit, created from its schema where it is missing: the same
   * columns, comments and properties that {@link Lake#create} gives it. Kernel has no place for the
   * table's own comment.
   */
  public KernelSnapshot created(Table table) {
    Optional<KernelSnapshot> there = latest(table);
    if (there.isPresent()) {
      return there.get();
    }
    try {
      afterCommit(
          TableManager.buildCreateTableTransaction(path(table), KernelSchema.of(table), WRITER)
              .withTableProperties(table.properties())
              .build(engine)
              .commit(engine, CloseableIterable.emptyIterable()));
    } catch (TableAlreadyExistsException | ConcurrentWriteException createdMeanwhile) {
      // Another process was faster: its table is as good.
    } catch (KernelException | KernelEngineException e) {
      throw unwritable(table, e);
    }
    return latest(table).orElseThrow();
  }

  /**
   * Appends rows as the commit that follows the snapshot, all of them or none.
   *
   * @return the version of the commit; empty when another commit took it, and nothing was added
   */
  public Optional<Long> append(KernelSnapshot after, List<TableRow> rows) {
    Table table = after.table();
    try {
      Transaction transaction =
          after
              .snapshot()
              .buildUpdateTableTransaction(WRITER, Operation.WRITE)
              .withMaxRetries(0)
              .build(engine);
      CloseableIterable<Row> files = dataFiles(transaction, rows);
      TransactionCommitResult result = transaction.commit(engine, files);
      afterCommit(result);
      return Optional.of(result.getVersion());
    } catch (ConcurrentWriteException | MaxCommitRetryLimitReachedException taken) {
      return Optional.empty();
    } catch (KernelException | KernelEngineException | IOException e) {
      throw unwritable(table, e);
    }
  }

  /**
   * Appends to a table that nobody else writes meanwhile: the lake's lock sees to it.
   *
   * @throws LakeException when somebody did all the same
   */
  void appendOrFail(KernelSnapshot after, TableRow... rows) {
    append(after, List.of(rows))
        .orElseThrow(
            () ->
                LakeException.failed(
                    "Cannot write table %s: another process wrote it meanwhile. Run again, one at a time."
                        .formatted(after.table())));
  }

  private CloseableIterable<Row> dataFiles(Transaction transaction, List<TableRow> rows)
      throws IOException {
    Row state = transaction.getTransactionState(engine);
    var batch =
        new FilteredColumnarBatch(
            new RowBatch(transaction.getSchema(engine), rows), Optional.empty());
    var logical = KernelRows.closeable(List.of(batch).iterator());
    var physical = Transaction.transformLogicalData(engine, state, logical, Map.of());
    var context = Transaction.getWriteContext(engine, state, Map.of());
    var files =
        engine
            .getParquetHandler()
            .writeParquetFiles(
                context.getTargetDirectory(), physical, context.getStatisticsColumns());
    return CloseableIterable.inMemoryIterable(
        Transaction.generateAppendActions(engine, state, files, context));
  }

  // The commit stands whatever becomes of its checkpoint, which only makes later reads faster, and
  // of its checksum, which spares Spark a query for the counts in it.
  private void afterCommit(TransactionCommitResult result) {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      if (HOOKS.contains(hook.getType())) {
        try {
          hook.threadSafeInvoke(engine);
        } catch (CheckpointAlreadyExistsException | IOException unneeded) {
          // Another process wrote it, or the next commit will.
        }
      }
    }
  }
}
