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
import java.util.function.Function;
import org.apache.spark.sql.Row;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One column of a report file.
 *
 * @param name its header
 * @param origin who decides how a value begins
 * @param field of the table that it shows
 * @param shown what it makes of a value of that field
 */
record ReportColumn(String name, Origin origin, Field field, Function<Object, JsonNode> shown) {

  /** Who decides how a value begins. */
  enum Origin {
    /** Written by this program: a number, a time, a word of its own. */
    OURS,
    /** Written by a shopper, a shop or a provider: it may begin like a formula. */
    THEIRS
  }

  /** A word or code of ours. */
  static ReportColumn word(String name, Field field) {
    return new ReportColumn(name, Origin.OURS, field, value -> new TextNode((String) value));
  }

  /** A free text or an id of somebody else. */
  static ReportColumn freeText(String name, Field field) {
    return new ReportColumn(name, Origin.THEIRS, field, value -> new TextNode((String) value));
  }

  /** Money in currency units, with two decimals. */
  static ReportColumn money(String name, Field field) {
    return new ReportColumn(name, Origin.OURS, field, value -> money((BigDecimal) value));
  }

  static ReportColumn flag(String name, Field field) {
    return new ReportColumn(
        name, Origin.OURS, field, value -> BooleanNode.valueOf((Boolean) value));
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
    return new ReportColumn(
        name,
        Origin.OURS,
        field,
        value -> new TextNode(text.apply(((Timestamp) value).toInstant())));
  }

  /** Items of an order or a cart. */
  static ReportColumn items(String name, Field field) {
    return new ReportColumn(name, Origin.THEIRS, field, value -> items((Seq<?>) value));
  }

  private static JsonNode items(Seq<?> items) {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (Object each : CollectionConverters.asJava(items)) {
      Row item = (Row) each;
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

  /** A value of the field as the report shows it; null where there is none. */
  JsonNode node(Object value) {
    return value == null ? null : shown.apply(value);
  }

  /** The same as one text. */
  String text(Object value) {
    JsonNode node = node(value);
    if (node == null) {
      return null;
    }
    return node.isTextual() ? node.textValue() : node.toString();
  }
}
