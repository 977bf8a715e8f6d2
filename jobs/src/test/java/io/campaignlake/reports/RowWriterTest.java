package io.campaignlake.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.Table;
import io.campaignlake.reports.ReportRequest.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;

final class RowWriterTest {
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
  private static final String STATUS_HEADER =
      "CAMPAIGN_ID,TELEPHONE,RESULT,ERROR,DATE,LAST_UPDATE\r\n";

  /** 23:30 of the day before in São Paulo. */
  private static final Instant LATE_AT_NIGHT = Instant.parse("2026-03-11T02:30:59.999999Z");

  private final StringWriter out = new StringWriter();

  @Test
  void failedMessage_quotesEscapesAndCutsToTheLocalSecond() throws IOException {
    status("=cmd", "5511987654321", "Failed", "131026: said \"no\",\nthen left");
    assertThat(out)
        .hasToString(
            STATUS_HEADER
                + "'=cmd,5511987654321,Failed,\"131026: said \"\"no\"\",\nthen left\","
                + "2026-03-10 23:30:59,2026-03-10 23:30:59\r\n");
  }

  @Test
  void absentTelephoneAndError_areEmpty() throws IOException {
    status("summer", null, "Accepted", null);
    assertThat(out)
        .hasToString(
            STATUS_HEADER + "summer,,Accepted,,2026-03-10 23:30:59,2026-03-10 23:30:59\r\n");
  }

  @Test
  void noRows_leaveTheHeaderAlone() throws IOException {
    write(RowReport.recordStatus(SAO_PAULO), Format.CSV);
    assertThat(out).hasToString(STATUS_HEADER);
  }

  @Test
  void noRows_areAnEmptyArray() throws IOException {
    write(RowReport.recordStatus(SAO_PAULO), Format.JSON);
    assertThat(out).hasToString("[]\n");
  }

  @Test
  void conversionAsCsv_hasMicrosecondsOffsetAndItems() throws IOException {
    write(RowReport.conversions(SAO_PAULO), Format.CSV, conversion());
    assertThat(out.toString().split("\r\n")[1])
        .isEqualTo(
            "'-7,2026-03-10T23:30:59.999999-03:00,,2026-03-10T23:30:59.999999-03:00,true,,"
                + "\"[{\"\"id\"\":\"\"1\"\",\"\"name\"\":\"\"Café\"\",\"\"quantity\"\":2,\"\"price\"\":\"\"50.00\"\"}]\","
                + "100.00,BRL,'@form");
  }

  @Test
  void conversionAsJson_hasTypedValuesAndNoGuard() throws IOException {
    write(RowReport.conversions(SAO_PAULO), Format.JSON, conversion(), conversion());
    String object =
        "{\"userId\":\"-7\",\"deliveredReminderAt\":\"2026-03-10T23:30:59.999999-03:00\","
            + "\"readReminderAt\":null,\"orderCreatedAt\":\"2026-03-10T23:30:59.999999-03:00\","
            + "\"hasClickedOnReminder\":true,\"checkoutItems\":null,"
            + "\"orderItems\":[{\"id\":\"1\",\"name\":\"Café\",\"quantity\":2,\"price\":\"50.00\"}],"
            + "\"orderTotal\":\"100.00\",\"currency\":\"BRL\",\"orderFormId\":\"@form\"}";
    assertThat(out).hasToString("[\n" + object + ",\n" + object + "\n]\n");
  }

  @Test
  void text_keepsEachRowOnOneLine() throws IOException {
    Row row = statusRow("summer", null, "Failed", "a\tb\nc");
    write(RowReport.recordStatus(SAO_PAULO), Format.TEXT, row);
    assertThat(out.toString().split("\n")[1])
        .isEqualTo("summer\t\tFailed\ta b c\t2026-03-10 23:30:59\t2026-03-10 23:30:59");
  }

  @Test
  void manyRowsOfSeveralTasks_areOneReport() throws IOException {
    List<Row> some = Collections.nCopies(3_000, statusRow("été", null, "Failed", "não"));
    for (Format format : Format.values()) {
      RowText text = new RowText(ReportRequest.Kind.RECORD_STATUS, SAO_PAULO, format, true);
      List<RowText.Piece> pieces = new ArrayList<>();
      // The third task has no rows.
      for (List<Row> task : List.of(some, some, List.<Row>of())) {
        text.call(task.iterator()).forEachRemaining(pieces::add);
      }
      assertThat(pieces).hasSizeGreaterThan(4);
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      assertThat(text.join(pieces.iterator(), joined)).isEqualTo(6_000);
      StringWriter whole = new StringWriter();
      write(text.report(), format, whole, Collections.nCopies(6_000, some.get(0)));
      assertThat(joined.toString(StandardCharsets.UTF_8)).isEqualTo(whole.toString());
    }
  }

  private void status(String campaign, String telephone, String result, String error)
      throws IOException {
    Row row = statusRow(campaign, telephone, result, error);
    write(RowReport.recordStatus(SAO_PAULO), Format.CSV, row);
  }

  private void write(RowReport report, Format format, Row... rows) throws IOException {
    write(report, format, out, List.of(rows));
  }

  private static void write(RowReport report, Format format, StringWriter out, List<Row> rows)
      throws IOException {
    RowWriter writer = RowWriter.of(report, format, FormulaGuard::guarded);
    writer.begin(out);
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        writer.between(out);
      }
      writer.row(rows.get(i), out);
    }
    writer.end(rows.isEmpty(), out);
  }

  private static Row statusRow(String campaign, String telephone, String result, String error) {
    Timestamp at = Timestamp.from(LATE_AT_NIGHT);
    Date day = Date.valueOf("2026-03-10");
    return row(RecordStatus.TABLE, "m", campaign, day, telephone, result, error, at, at);
  }

  private static Row conversion() {
    Timestamp at = Timestamp.from(LATE_AT_NIGHT);
    Date day = Date.valueOf("2026-03-10");
    var itemType = new org.apache.spark.sql.types.StructType();
    itemType = itemType.add("id", "string").add("name", "string");
    itemType = itemType.add("quantity", "bigint").add("price", "decimal(18,2)");
    Object[] item = {"1", "Café", 2L, new BigDecimal("50.00")};
    var items =
        scala.jdk.javaapi.CollectionConverters.asScala(
                List.<Row>of(new GenericRowWithSchema(item, itemType)))
            .toSeq();
    return row(
        Conversions.TABLE,
        "o",
        "summer",
        "m",
        day,
        "CLICK_THROUGH",
        "-7",
        at,
        null,
        at,
        true,
        null,
        items,
        new BigDecimal("100.00"),
        "BRL",
        "@form",
        "sent");
  }

  private static Row row(Table table, Object... values) {
    Row plain = RowFactory.create(values);
    assertThat(plain.size()).isEqualTo(table.fields().size());
    return new GenericRowWithSchema(values, table.schema());
  }
}
