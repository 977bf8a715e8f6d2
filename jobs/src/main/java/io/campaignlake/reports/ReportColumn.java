package io.campaignlake.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.campaignlake.lake.Field;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * One column of a report file.
 *
 * @param name its header
 * @param origin who decides how a value begins
 * @param field of the table that it shows
 * @param value the value of a row of the table; Java null where there is none
 */
record ReportColumn(String name, Origin origin, Field field, Function<Row, JsonNode> value) {

  /** Who decides how a value begins. */
  enum Origin {
    /** Written by this program: a number, a time, a word of its own. */
    OURS,
    /** Written by a shopper, a shop or a provider: it may begin like a formula. */
    THEIRS
  }

  /** A word or code of ours. */
  static ReportColumn word(String name, Field field) {
    return column(name, Origin.OURS, field, value -> new TextNode((String) value));
  }

  /** A free text or an id of somebody else. */
  static ReportColumn freeText(String name, Field field) {
    return column(name, Origin.THEIRS, field, value -> new TextNode((String) value));
  }

  /** Money in currency units, with two decimals. */
  static ReportColumn money(String name, Field field) {
    return column(name, Origin.OURS, field, value -> money((BigDecimal) value));
  }

  static ReportColumn flag(String name, Field field) {
    return column(name, Origin.OURS, field, value -> BooleanNode.valueOf((Boolean) value));
  }

  /** A local time in the zone, to the second; what is less is cut. */
  static ReportColumn time(String name, Field field, ZoneId zone) {
    TimeText text = new TimeText(zone);
    return time(name, field, text::of);
  }

  /** A time in the zone; what the pattern has no place for is cut. */
  static ReportColumn time(String name, Field field, String pattern, ZoneId zone) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern).withZone(zone);
    return time(name, field, format::format);
  }

  private static ReportColumn time(String name, Field field, Function<Instant, String> text) {
    return column(
        name,
        Origin.OURS,
        field,
        value -> new TextNode(text.apply(((Timestamp) value).toInstant())));
  }

  /** Items of an order or a cart. */
  static ReportColumn items(String name, Field field) {
    return new ReportColumn(
        name, Origin.THEIRS, field, row -> items(row, row.fieldIndex(field.name())));
  }

  private static ReportColumn column(
      String name, Origin origin, Field field, Function<Object, JsonNode> value) {
    return new ReportColumn(
        name,
        origin,
        field,
        row -> {
          Object given = row.getAs(field.name());
          return given == null ? null : value.apply(given);
        });
  }

  private static JsonNode items(Row row, int index) {
    if (row.isNullAt(index)) {
      return null;
    }
    List<Row> items = row.getList(index);
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (Row item : items) {
      shown
          .addObject()
          .put("id", item.<String>getAs("id"))
          .put("name", item.<String>getAs("name"))
          .put("quantity", item.<Long>getAs("quantity"))
          .set("price", money(item.getAs("price")));
    }
    return shown;
  }

  private static JsonNode money(BigDecimal amount) {
    return amount == null ? null : new TextNode(amount.toPlainString());
  }

  /** The row's value as one text; null where there is none. */
  String text(Row row) {
    JsonNode node = value.apply(row);
    if (node == null) {
      return null;
    }
    return node.isTextual() ? node.textValue() : node.toString();
  }
}
