package io.campaignlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes one row of all rows of a key. They come together in one shuffle and one sort by a 64-bit
 * hash of the key, which Spark sorts as a number; who shares a key is decided on the key itself.
 */
public final class KeyGroups {
  private static final String HASH = "_key_hash";

  /** An hour is some 2^12 seconds here: 68 minutes. */
  private static final int HOUR_BITS = 12;

  /** What is left of the hash behind the hour. */
  private static final int HASH_BITS = 38;

  private KeyGroups() {}

  /** The rows of one key. What it makes of them must not depend on their order. */
  public interface Group {
    /**
     * @param row whose memory Spark uses again: what is kept of it must be a copy
     */
    void add(InternalRow row);

    /** The row that they make; null for none. */
    InternalRow folded();
  }

  /** Begins the groups, where the rows are. */
  public interface Fold extends Serializable {
    /**
     * @param first row of the group, which is added too: a copy, that may be kept
     */
    Group begin(InternalRow first);
  }

  /**
   * @param key columns that name a group
   * @param result columns of the rows that the groups make
   */
  public static Dataset<Row> folded(
      Dataset<Row> rows, List<String> key, StructType result, Fold fold) {
    return foldedInPlace(broughtTogether(rows, key), key, result, fold);
  }

  /** Of each key the row that comes first in the order of some columns, nulls before all else. */
  public static Dataset<Row> least(Dataset<Row> rows, List<String> key, List<String> order) {
    return chosen(broughtTogether(rows, key), key, least(RowOrder.of(rows.schema(), order)));
  }

  /** The same within each partition, so that there is less to shuffle where keys are few. */
  public static Dataset<Row> leastOfPartitions(
      Dataset<Row> rows, List<String> key, List<String> order) {
    Dataset<Row> apart = withHash(rows, hash(columns(key)));
    return chosen(apart, key, least(RowOrder.of(rows.schema(), order)));
  }

  /** Of each key the row that comes last in the order of some columns. */
  public static Dataset<Row> greatest(Dataset<Row> rows, List<String> key, List<String> order) {
    RowOrder descending = RowOrder.of(rows.schema(), order).reversed();
    return chosen(broughtTogether(rows, key), key, least(descending));
  }

  /**
   * One row of each key, any of them.
   *
   * @param together rows of {@link #withHash}, all of a key in one partition
   */
  public static Dataset<Row> distinctInPlace(Dataset<Row> together, List<String> key) {
    return chosen(together, key, first -> new Chosen((one, other) -> 0, first));
  }

  /** The rows with the hash of their key, all of a key in one partition. */
  private static Dataset<Row> broughtTogether(Dataset<Row> rows, List<String> key) {
    return withHash(rows, hash(columns(key))).repartition(hashOfKey());
  }

  /**
   * @param hash of the key, see {@link #hash}
   */
  public static Dataset<Row> withHash(Dataset<Row> rows, Column hash) {
    return rows.withColumn(HASH, hash);
  }

  private static List<Column> columns(List<String> names) {
    return names.stream().map(name -> col(name)).toList();
  }

  public static Column hash(List<Column> key) {
    return xxhash64(key.toArray(Column[]::new));
  }

  /**
   * A hash that begins with the hour, so that rows that are sorted by it lie by time: one sort does
   * for finding the rows of a key and for laying them out.
   *
   * @param at date or time that all rows of a key have in common; never null
   */
  public static Column hash(List<Column> key, Column at) {
    Column hour = shiftright(unix_seconds(at.cast(DataTypes.TimestampType)), HOUR_BITS);
    return shiftleft(hour, HASH_BITS)
        .bitwiseOR(shiftrightunsigned(hash(key), Long.SIZE - HASH_BITS));
  }

  /** The column that {@link #withHash} adds. */
  public static Column hashOfKey() {
    return col(HASH);
  }

  private static Fold least(RowOrder order) {
    return first -> new Chosen(order.comparator(), first);
  }

  private static Dataset<Row> chosen(Dataset<Row> together, List<String> key, Fold fold) {
    return foldedInPlace(together, key, together.schema(), fold).drop(HASH);
  }

  private static Dataset<Row> foldedInPlace(
      Dataset<Row> together, List<String> key, StructType result, Fold fold) {
    int hash = together.schema().fieldIndex(HASH);
    RowOrder byKey = RowOrder.of(together.schema(), key);
    var sorted = SparkRows.of(together.sortWithinPartitions(hashOfKey()));
    var folded = sorted.mapPartitions(rows -> new Folded(rows, hash, byKey.comparator(), fold));
    return SparkRows.dataset(together.sparkSession(), folded, result);
  }

  /** Keeps the row that comes first. */
  private static final class Chosen implements Group {
    private final Comparator<InternalRow> order;
    private InternalRow first;

    Chosen(Comparator<InternalRow> order, InternalRow first) {
      this.order = order;
      this.first = first;
    }

    @Override
    public void add(InternalRow row) {
      if (order.compare(row, first) < 0) {
        first = row.copy();
      }
    }

    @Override
    public InternalRow folded() {
      return first;
    }
  }

  /** Goes from one hash to the next; nearly always its rows are of one key. */
  private static final class Folded extends LookingAhead {
    private record Keyed(InternalRow key, Group group) {}

    private final int hash;
    private final Comparator<InternalRow> byKey;
    private final Fold fold;
    private final List<Keyed> groups = new ArrayList<>(1);

    Folded(
        java.util.Iterator<InternalRow> sorted,
        int hash,
        Comparator<InternalRow> byKey,
        Fold fold) {
      super(sorted);
      this.hash = hash;
      this.byKey = byKey;
      this.fold = fold;
    }

    @Override
    void readGroup(List<InternalRow> ready) {
      long same = ahead().getLong(hash);
      groups.clear();
      while (ahead() != null && ahead().getLong(hash) == same) {
        of(ahead()).add(ahead());
        step();
      }
      for (Keyed keyed : groups) {
        InternalRow folded = keyed.group().folded();
        if (folded != null) {
          ready.add(folded);
        }
      }
    }

    private Group of(InternalRow row) {
      for (Keyed keyed : groups) {
        if (byKey.compare(keyed.key(), row) == 0) {
          return keyed.group();
        }
      }
      InternalRow first = row.copy();
      Keyed begun = new Keyed(first, fold.begin(first));
      groups.add(begun);
      return begun.group();
    }
  }
}
