package io.campaignlake.silver;

import java.util.Comparator;
import org.apache.spark.sql.catalyst.InternalRow;

/** The first of some rows in an order; null for none. */
final class LeastRow {
  private final Comparator<InternalRow> order;
  InternalRow row;

  LeastRow(Comparator<InternalRow> order) {
    this.order = order;
  }

  void add(InternalRow other) {
    if (row == null || order.compare(other, row) < 0) {
      row = other.copy();
    }
  }
}
