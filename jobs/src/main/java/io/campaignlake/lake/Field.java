package io.campaignlake.lake;

import io.campaignlake.lake.Measure.Sum;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * One column of a table: its name, type, whether it may be null, and one sentence with its unit and
 * rule. The sentence becomes the column's comment in the Delta table and its line in the data
 * dictionary.
 *
 * @param measure its unit and whether it adds up
 * @param answersTo what other systems call it: "VTEX: Messages read"
 */
public record Field(
    String name,
    DataType type,
    boolean nullable,
    String comment,
    Measure measure,
    List<String> answersTo) {

  /** The columns of some fields. */
  public static Column[] columns(Field... fields) {
    return Stream.of(fields).map(Field::col).toArray(Column[]::new);
  }

  /** A column that every row has. */
  public static Field required(String name, DataType type, String comment) {
    return new Field(name, type, false, comment, Measure.NONE, List.of());
  }

  /** A column that a row may lack. */
  public static Field optional(String name, DataType type, String comment) {
    return new Field(name, type, true, comment, Measure.NONE, List.of());
  }

  /** A number that may be added over all rows. */
  public Field addsUp(String unit) {
    return measured(unit, Sum.YES);
  }

  /** An amount of money, which may be added over rows of the same currency. */
  public Field money() {
    return measured("currency units", Sum.WITHIN_CURRENCY);
  }

  /** A number that must not be added. */
  public Field neverAddsUp(String unit) {
    return measured(unit, Sum.NO);
  }

  private Field measured(String unit, Sum sum) {
    return new Field(name, type, nullable, comment, new Measure(unit, sum), answersTo);
  }

  /** The same, with what a system that people know calls it. */
  public Field answersTo(String... theirNames) {
    return new Field(name, type, nullable, comment, measure, List.of(theirNames));
  }

  /** The column, to be resolved by its bare name. */
  public Column col() {
    return org.apache.spark.sql.functions.col(name);
  }

  /** The column of the dataset that carries the alias. */
  public Column of(String alias) {
    return org.apache.spark.sql.functions.col(alias + "." + name);
  }

  /** The expression under this column's name and type. */
  public Column is(Column expression) {
    return expression.cast(type).as(name);
  }

  StructField structField() {
    var metadata = new MetadataBuilder().putString("comment", comment).build();
    return new StructField(name, type, nullable, metadata);
  }

  @Override
  public String toString() {
    return name;
  }
}
