package io.campaignlake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ExplainOrderTest {
  private static final Instant ORDERED = Instant.parse("2026-03-20T12:00:00Z");
  private static final Duration WINNING = Duration.ofDays(2).plusHours(3).plusMinutes(15);
  private static final String ANA = "phone:5511987654321";

  @TempDir static Path folder;
  private static final List<Map<Field, Object>> messages = new ArrayList<>();
  private static final List<Map<Field, Object>> clicks = new ArrayList<>();
  private static Lake lake;
  private static Policy policy;

  @BeforeAll
  static void aPersonWithEveryKindOfTouch(SparkSession spark) {
    TestLake testLake = new TestLake(spark, folder, ORDERED.plus(1, ChronoUnit.DAYS));
    lake = testLake.lake();
    policy = testLake.settings().policy();
    anasTouches();
    write(
        Orders.TABLE,
        List.of(
            order("o-1", "invoiced", "5511987654321"),
            order("o-2", "canceled", "5511987654321"),
            order("o-3", null, null),
            order("o-4", "invoiced", "5511000000000")));
    write(Messages.TABLE, messages);
    write(Clicks.TABLE, clicks);
  }

  private static void anasTouches() {
    message("m-winner", ANA, Duration.ofDays(5));
    click("m-winner", "c-1", WINNING, false);
    message("m-older", ANA, Duration.ofDays(6));
    click("m-older", "c-2", Duration.ofDays(5), false);
    message("m-xtie", ANA, Duration.ofDays(5));
    click("m-xtie", "c-3", WINNING, false);
    message("m-assists", ANA, Duration.ofDays(1));
    click("m-assists", "c-bot", Duration.ofHours(1), true);
    message("m-just-missed", ANA, Duration.ofDays(3).plus(1, ChronoUnit.MICROS));
    message("m-later", ANA, Duration.ofMinutes(-10));
    message("m-too-old", ANA, Duration.ofDays(31));
    message("m-of-bia", "phone:5511999990000", Duration.ofDays(1));
    for (int i = 10; i < 40; i++) {
      message("m-many-" + i, ANA, Duration.ofDays(20).plusHours(i));
    }
  }

  private static void message(String id, String key, Duration beforeTheOrder) {
    Map<Field, Object> row = new HashMap<>();
    row.put(Messages.MESSAGE_ID, id);
    row.put(Messages.CAMPAIGN_ID, "march");
    row.put(Messages.MATCH_KEYS, List.of(key));
    row.put(Messages.STATUS, Messages.DELIVERED);
    row.put(Messages.EFFECTIVE_DELIVERED_AT, Timestamp.from(ORDERED.minus(beforeTheOrder)));
    row.put(Messages.DELIVERED_EVIDENCE, "DELIVERED");
    messages.add(row);
  }

  private static void click(String message, String id, Duration beforeTheOrder, boolean isBot) {
    Map<Field, Object> row = new HashMap<>();
    row.put(Clicks.MESSAGE_ID, message);
    row.put(Clicks.CLICK_ID, id);
    row.put(Clicks.KIND, Clicks.URL_KIND);
    row.put(Clicks.IS_BOT, isBot);
    row.put(Clicks.CLICKED_AT, Timestamp.from(ORDERED.minus(beforeTheOrder)));
    clicks.add(row);
  }

  private static Map<Field, Object> order(String id, String status, String phoneKey) {
    Map<Field, Object> row = new HashMap<>();
    row.put(Orders.ORDER_ID, id);
    row.put(Orders.ORDERED_AT, Timestamp.from(ORDERED));
    row.put(Orders.STATUS, status);
    row.put(Orders.AMOUNT, new BigDecimal("129.90"));
    row.put(Orders.CURRENCY_CODE, "BRL");
    row.put(Orders.PHONE_KEY, phoneKey);
    return row;
  }

  private static void write(Table table, List<Map<Field, Object>> values) {
    lake.create(table);
    List<Row> rows =
        values.stream()
            .map(
                value ->
                    RowFactory.create(
                        table.fields().stream()
                            .map(field -> value.getOrDefault(field, filler(field)))
                            .toArray()))
            .toList();
    lake.spark()
        .createDataFrame(rows, table.schema())
        .write()
        .format("delta")
        .mode("append")
        .save(lake.path(table));
  }

  /** What a column holds that the explanation does not look at. */
  private static Object filler(Field field) {
    DataType type = field.type();
    if (field.nullable()) {
      return null;
    }
    if (type.equals(DataTypes.TimestampType)) {
      return Timestamp.from(ORDERED);
    }
    if (type.equals(DataTypes.LongType)) {
      return 0L;
    }
    if (type.equals(DataTypes.DateType)) {
      return Date.valueOf("2026-03-15");
    }
    if (type.equals(DataTypes.BooleanType)) {
      return false;
    }
    return type.equals(DataTypes.StringType) ? "x" : List.of();
  }

  private static String run(String orderId, Format format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplainOrder.run(lake, orderId, policy, format, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String orderId) throws IOException {
    return new ObjectMapper().readTree(run(orderId, Format.JSON));
  }

  @Test
  void everyTouch_hasItsVerdictAndMargin() throws IOException {
    JsonNode touches = json("o-1").path("touches");
    List<String> lines = new ArrayList<>();
    for (JsonNode touch : touches) {
      lines.add(
          "%s %s %s: %s"
              .formatted(
                  touch.path("message_id").asText(),
                  touch.path("conversion_class").asText(),
                  touch.path("verdict").asText(),
                  touch.path("margin").asText()));
    }
    assertThat(lines)
        .hasSize(39)
        .startsWith(
            "m-winner CLICK_THROUGH WON: 2 d 03:15:00 after, 12 d 20:45:00 left",
            "m-xtie CLICK_THROUGH BEATEN_BY_TIE: 2 d 03:15:00 after, 12 d 20:45:00 left",
            "m-older CLICK_THROUGH BEATEN_BY_RECENCY: 5 d 00:00:00 after, 10 d 00:00:00 left",
            "m-assists ASSISTED BEATEN_BY_CLASS: 1 d 00:00:00 after, 2 d 00:00:00 left")
        .contains(
            "m-later ASSISTED BEFORE_ANCHOR: 00:10:00 before it",
            "m-just-missed ASSISTED OUTSIDE_WINDOW: 3 d 00:00:00.000001 after, missed by 00:00:00.000001",
            "m-winner ASSISTED OUTSIDE_WINDOW: 5 d 00:00:00 after, missed by 2 d 00:00:00")
        .noneMatch(line -> line.contains("m-too-old") || line.contains("m-of-bia"));
  }

  @Test
  void json_showsOrderCreditAndPolicy() throws IOException {
    JsonNode order = json("o-1");
    assertThat(order.path("order_id").asText()).isEqualTo("o-1");
    assertThat(order.path("ordered_at").asText()).isEqualTo("2026-03-20T12:00:00Z");
    assertThat(order.path("amount").asText()).isEqualTo("129.90");
    assertThat(order.path("match_keys").toString()).isEqualTo("[\"%s\"]".formatted(ANA));
    assertThat(order.path("credit").toString())
        .isEqualTo(
            "{\"conversion_class\":\"CLICK_THROUGH\",\"campaign_id\":\"march\",\"message_id\":\"m-winner\","
                + "\"anchor_at\":\"2026-03-18T08:45:00Z\",\"send_date\":\"2026-03-15\"}");
    assertThat(order.path("reason").isNull()).isTrue();
    assertThat(order.path("policy").path("assisted_window").asText()).isEqualTo("PT72H");
    assertThat(order.path("candidates_total").asInt()).isEqualTo(39);
  }

  @Test
  void text_showsTheSameInTheBusinessZone() {
    assertThat(run("o-1", Format.TEXT))
        .contains("order    o-1\n")
        .contains("ordered  2026-03-20 09:00:00 -03:00\n")
        .contains("amount   129.90 BRL\n")
        .contains("credit   CLICK_THROUGH, campaign march, message m-winner sent on 2026-03-15\n")
        .contains("windows  click 15 d 00:00:00, delivery 3 d 00:00:00\n")
        .contains("touches  39 from 30 d 00:00:00 before the order to 1 d 00:00:00 after it\n")
        .contains(
            "   1  WON                CLICK_THROUGH  march     m-winner       c-1    2026-03-18 05:45:00 -03:00");
  }

  @Test
  void canceledOrder_keepsItsCreditAndSaysSo() throws IOException {
    assertThat(json("o-2").path("is_excluded").asBoolean()).isTrue();
    assertThat(json("o-2").path("credit").path("message_id").asText()).isEqualTo("m-winner");
    assertThat(run("o-2", Format.TEXT)).contains("canceled (earns no conversion");
  }

  @Test
  void orderWithoutTouches_hasItsReason() throws IOException {
    JsonNode keyless = json("o-3");
    assertThat(keyless.path("reason").asText()).isEqualTo("NO_MATCH_KEY");
    assertThat(keyless.path("credit").isNull()).isTrue();
    assertThat(keyless.path("touches")).isEmpty();
    assertThat(json("o-4").path("reason").asText()).isEqualTo("NO_TOUCH");
    assertThat(run("o-3", Format.TEXT))
        .contains("o-3")
        .contains("none: NO_MATCH_KEY")
        .contains("keys     none");
  }

  @Test
  void unknownOrder_fails() {
    assertThatThrownBy(() -> run("o-x' OR '1'='1", Format.TEXT))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.exitCode()).isEqualTo(LakeException.FAILED))
        .hasMessage(
            "Cannot explain order o-x' OR '1'='1: the lake has no such order. Check the id, and that ./lake run has loaded its file.");
  }

  @Test
  void emptyLake_hasNoSuchOrder(SparkSession spark, @TempDir Path empty) {
    assertThatThrownBy(
            () ->
                ExplainOrder.run(
                    new Lake(spark, empty.toString()),
                    "o-1",
                    policy,
                    Format.TEXT,
                    new ByteArrayOutputStream()))
        .hasMessage("Cannot explain order o-1: the lake has no such order. Run ./lake run first.");
  }

  @Test
  void csv_isWrongUsage() {
    assertThatThrownBy(() -> ExplainOrder.check(Format.CSV))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.exitCode()).isEqualTo(LakeException.USAGE))
        .hasMessage("Cannot print an explanation as csv: it is no table. Use text or json.");
  }
}
