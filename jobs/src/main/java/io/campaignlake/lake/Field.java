package io.campaignlake.lake;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * One column of a table: its name, type, whether it may be null, and one sentence with its unit and
 * rule. The sentence becomes the column's comment in the Delta table and its line in the data
 * dictionary.
 */
public record Field(String name, DataType type, boolean nullable, String comment) {

  /** A column that every row has. */
  public static Field required(String name, DataType type, String comment) {
    return new Field(name, type, false, comment);
  }

  /** A column that a row may lack. */
  public static Field optional(String name, DataType type, String comment) {
    return new Field(name, type, true, comment);
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
