package io.campaignlake.silver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.lake.Table;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.catalyst.encoders.RowEncoder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Documents with values in places where no provider would put them. */
final class AnyValueTest {
  @Test
  void anyValueInAnyPlace_isLoadedIgnoredOrRejected() {
    Random random = new Random(11);
    List<LandingDocument> good = Landing.all(GoldenCases.arrivals()).documents();
    List<JsonNode> strange = strangeValues();
    Map<Table, ExpressionEncoder.Serializer<Row>> encoders =
        List.of(
                Campaigns.DEFINITION,
                Sends.TABLE,
                MessageEvents.TABLE,
                InboundMessages.TABLE,
                Clicks.TABLE,
                Orders.TABLE,
                Carts.TABLE)
            .stream()
            .collect(Collectors.toMap(t -> t, AnyValueTest::encoder));
    int loaded = 0;
    for (int round = 0; round < 20_000; round++) {
      LandingDocument chosen = good.get(random.nextInt(good.size()));
      JsonNode document = Parsing.json(chosen.json());
      for (int i = 0; i <= random.nextInt(3); i++) {
        put(document, strange.get(random.nextInt(strange.size())), random);
      }
      for (Parsed.Part part : Parsing.parsed(chosen.folder(), document).parts()) {
        boolean isOne =
            (part.table() != null) != (part.ignoredKind() != null || part.reason() != null);
        assertThat(isOne).as(document.toString()).isTrue();
        if (part.table() != null) {
          loaded++;
          encoders.get(part.table()).apply(RowFactory.create(part.values()));
        }
      }
    }
    assertThat(loaded).as("rows that a table could hold").isGreaterThan(5_000);
  }

  private static List<JsonNode> strangeValues() {
    List<JsonNode> values = new ArrayList<>();
    for (String text :
        List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999999999",
            "-1e-999999999",
            "9223372036854775808",
            "123456789012345678901234567890123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"\\u0000\\ud800\"",
            "\"1e999999999\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-12-31T23:59:59Z\"",
            "\"{\\\"campaign_id\\\":1e999999999}\"",
            "{}",
            "[]",
            "[null]",
            "[[{}]]",
            "{\"id\":{\"id\":[]}}",
            "\"*\"",
            "\"+\"",
            "\"00\"",
            "\"" + "9".repeat(400) + "\"",
            "[".repeat(300) + "]".repeat(300))) {
      values.add(Parsing.json("{\"v\":" + text + "}").path("v"));
    }
    values.add(JsonNodeFactory.instance.numberNode(new BigDecimal("1E+2000000000")));
    return values;
  }

  private static ExpressionEncoder.Serializer<Row> encoder(Table table) {
    StructType schema = new StructType();
    for (var field : table.fields()) {
      schema = field.name().startsWith("_") ? schema : schema.add(field.name(), field.type(), true);
    }
    return ExpressionEncoder.apply(RowEncoder.encoderFor(schema, true)).createSerializer();
  }

  /** Puts a value in the place of one of the document's, or of the whole field list. */
  private static void put(JsonNode document, JsonNode value, Random random) {
    List<ContainerNode<?>> containers = new ArrayList<>();
    collect(document, containers);
    ContainerNode<?> container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.set(names.get(random.nextInt(names.size())), value.deepCopy());
    } else if (container instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value.deepCopy());
    }
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
    if (node instanceof ContainerNode<?> container) {
      containers.add(container);
      for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
        collect(children.next(), containers);
      }
    }
  }
}
