package io.campaignlake.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts that are carried on: where they add up over rows, what changed is added to what was
 * counted before, and the history is not read again. Each row counts {@link #TIMES} times: less
 * than nothing where it was taken away.
 */
public final class Sums {
  /** How many times a row counts. */
  public static final String TIMES = "_times";

  private static final Column WEIGHT = col(TIMES);

  private Sums() {}

  /** Rows that count once each. */
  public static Dataset<Row> once(Dataset<Row> rows) {
    return rows.withColumn(TIMES, lit(1L));
  }

  /**
   * What is told more often after a change than before, or less; what is told as often is left out.
   * Chosen rows are told apart: no change cancels out with them.
   *
   * @param images of rows, with {@link Lake#CHANGE_TYPE}
   * @return each thing once, and once more where it was chosen, with {@link #TIMES} instead
   */
  public static Dataset<Row> changed(Dataset<Row> images) {
    Column isBefore = col(Lake.CHANGE_TYPE).isin("delete", "update_preimage");
    Column isChosen = col(Lake.CHANGE_TYPE).equalTo(Lake.CHOSEN).as("is_chosen");
    Column[] told =
        Stream.concat(
                Arrays.stream(images.columns())
                    .filter(name -> !name.equals(Lake.CHANGE_TYPE))
                    .map(images::col),
                Stream.of(isChosen))
            .toArray(Column[]::new);
    return images
        .groupBy(told)
        .agg(sum(when(isBefore, -1).otherwise(1)).as(TIMES))
        .where(WEIGHT.notEqual(0))
        .drop("is_chosen");
  }

  /** What is gone where it came, and the other way round. */
  public static Dataset<Row> undone(Dataset<Row> changed) {
    return changed.withColumn(TIMES, WEIGHT.unary_$minus());
  }

  /**
   * The rows as they were: what came is taken away, and what went put back.
   *
   * @param now some of a table's rows as they are, with the columns of the changed ones
   * @param changed of {@link Inputs#moreOf}, of at least those rows; what went of others comes
   *     along
   * @param key of the table, one of the columns
   */
  public static Dataset<Row> before(Dataset<Row> now, Dataset<Row> changed, Field key) {
    Dataset<Row> came = changed.where(WEIGHT.gt(0)).select(key.col());
    Dataset<Row> went = changed.where(WEIGHT.lt(0)).drop(TIMES);
    return now.join(came, new String[] {key.name()}, "left_anti").unionByName(went);
  }

  /** Counts of rows that are themselves counted so many times. */
  public static Column[] weighted(List<Field> counts) {
    return counts.stream()
        .map(count -> count.is(count.col().multiply(WEIGHT)))
        .toArray(Column[]::new);
  }

  /** How many rows of a group fulfil a condition. */
  public static Column count(Column condition) {
    return sum(when(condition, WEIGHT).otherwise(lit(0L)));
  }

  /** The sum of a whole number over the rows of a group. */
  public static Column of(Column number) {
    return sum(number.multiply(WEIGHT));
  }

  /**
   * Adds up the counts of a key's rows: those that stand and those to be added.
   *
   * @return one row a key; none where nothing is left of it
   */
  public static Dataset<Row> added(Dataset<Row> rows, List<Field> key, List<Field> counts) {
    Column[] sums =
        counts.stream()
            .map(count -> count.is(coalesce(sum(count.col()), lit(0L))))
            .toArray(Column[]::new);
    Column isSomething =
        counts.stream().map(count -> count.col().notEqual(0)).reduce(Column::or).orElseThrow();
    return rows.groupBy(key.stream().map(Field::col).toArray(Column[]::new))
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length))
        .where(isSomething);
  }
}
