package io.campaignlake.lake;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Descending$;
import org.apache.spark.sql.catalyst.expressions.InterpretedOrdering;
import org.apache.spark.sql.catalyst.expressions.SortDirection;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Nil$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How Spark orders rows by some of their columns: nulls first, texts by their UTF-8 bytes.
 *
 * @param places of the columns
 */
public record RowOrder(List<Integer> places, List<DataType> types, boolean isDescending)
    implements Serializable {
  public static RowOrder of(StructType schema, List<String> columns) {
    List<Integer> places = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    for (String column : columns) {
      places.add(schema.fieldIndex(column));
      types.add(schema.apply(column).dataType());
    }
    return new RowOrder(places, types, false);
  }

  RowOrder reversed() {
    return new RowOrder(places, types, !isDescending);
  }

  public Comparator<InternalRow> comparator() {
    SortDirection direction = isDescending ? Descending$.MODULE$ : Ascending$.MODULE$;
    List<SortOrder> orders = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      BoundReference column = new BoundReference(places.get(i), types.get(i), true);
      orders.add(
          new SortOrder(column, direction, direction.defaultNullOrdering(), emptyExpressions()));
    }
    return new InterpretedOrdering(CollectionConverters.asScala(orders).toSeq());
  }

  @SuppressWarnings("unchecked")
  private static <T> scala.collection.immutable.Seq<T> emptyExpressions() {
    return (scala.collection.immutable.Seq<T>) (Object) Nil$.MODULE$;
  }
}
