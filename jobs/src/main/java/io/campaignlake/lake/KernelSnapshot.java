package io.campaignlake.lake;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table at one version, read without Spark. */
public final class KernelSnapshot {
  private final Engine engine;
  private final Table table;
  private final Snapshot snapshot;

  KernelSnapshot(Engine engine, Table table, Snapshot snapshot) {
    this.engine = engine;
    this.table = table;
    this.snapshot = snapshot;
  }

  public Table table() {
    return table;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  public long version() {
    return snapshot.getVersion();
  }

  /** All rows, in no order. */
  public List<TableRow> rows() {
    return rows(table.fields());
  }

  /** All rows with some of their columns, in no order; rows that were deleted are left out. */
  public List<TableRow> rows(List<Field> columns) {
    StructType all = snapshot.getSchema();
    StructType wanted =
        new StructType(columns.stream().map(column -> all.get(column.name())).toList());
    Scan scan = snapshot.getScanBuilder().withReadSchema(wanted).build();
    List<TableRow> rows = new ArrayList<>();
    try (var files = scan.getScanFiles(engine)) {
      while (files.hasNext()) {
        readFiles(scan.getScanState(engine), files.next(), rows);
      }
    } catch (KernelException | KernelEngineException | IOException e) {
      throw KernelTables.unreadable(table, e);
    }
    return rows;
  }

  private void readFiles(Row state, FilteredColumnarBatch files, List<TableRow> rows)
      throws IOException {
    try (var each = files.getRows()) {
      while (each.hasNext()) {
        readFile(state, each.next(), rows);
      }
    }
  }

  private void readFile(Row state, Row file, List<TableRow> rows) throws IOException {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    CloseableIterator<FileReadResult> data =
        engine
            .getParquetHandler()
            .readParquetFiles(
                KernelRows.closeable(List.of(status).iterator()), physical, Optional.empty());
    // Applies the file's deletion vector.
    try (var batches =
        Scan.transformPhysicalData(engine, state, file, data.map(FileReadResult::getData))) {
      while (batches.hasNext()) {
        KernelRows.copy(batches.next(), rows);
      }
    }
  }
}
