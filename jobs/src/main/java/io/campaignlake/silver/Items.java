package io.campaignlake.silver;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The items of an order or a cart. */
final class Items {
  static final DataType TYPE =
      DataTypes.createArrayType(
          new StructType()
              .add("id", StringType)
              .add("name", StringType)
              .add("quantity", LongType)
              .add("price", Money.TYPE),
          false);

  private Items() {}

  static Row[] of(JsonNode document) {
    List<Row> items = new ArrayList<>();
    for (JsonNode item : Json.listOrNone(document, "items")) {
      JsonNode quantity = item.path("quantity");
      boolean isCount = quantity.isIntegralNumber() && quantity.canConvertToLong();
      Long count = isCount ? Long.valueOf(quantity.asLong()) : null;
      items.add(
          RowFactory.create(Json.text(item, "id"), Json.text(item, "name"), count, price(item)));
    }
    return items.toArray(Row[]::new);
  }

  private static BigDecimal price(JsonNode item) {
    BigDecimal selling = Money.centsOrNull(item, "sellingPrice");
    return selling == null ? Money.centsOrNull(item, "price") : selling;
  }

  /** Sum of price by quantity, currency units; items without either count nothing. */
  static BigDecimal sum(JsonNode document) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Row item : of(document)) {
      if (!item.isNullAt(2) && !item.isNullAt(3)) {
        sum = sum.add(item.getDecimal(3).multiply(BigDecimal.valueOf(item.getLong(2))));
      }
    }
    return sum;
  }
}
