package io.campaignlake.dashboard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignlake.gold.CampaignDailyMetrics;
import io.campaignlake.gold.CampaignDailyValue;
import io.campaignlake.gold.CampaignFailures;
import io.campaignlake.gold.Measures;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.TableRow;
import io.campaignlake.reports.RecipientDays;
import io.campaignlake.reports.Reports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What the page shows, as JSON. Rows are arrays, since their names would be most of the page; money
 * is in cents and a text, which no reader turns into inexact numbers.
 *
 * @param campaigns the array of {@code CampaignCommands.details}
 * @param people null where the page asks the console for unique counts
 * @param today local date of the clock, by which days are final or not
 */
record PageData(
    DailyRows rows, String campaigns, People people, LocalDate today, ZoneId zone, boolean live) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes one JSON object. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("as_of", rows.asOf() == null ? null : rows.asOf().toString());
      json.writeStringField("today", today.toString());
      json.writeStringField("zone", zone.getId());
      json.writeBooleanField("live", live);
      names(json, "metrics", Reports.overviewMetrics());
      json.writeObjectFieldStart("rates");
      for (Map.Entry<String, List<String>> rate : Reports.overviewRates().entrySet()) {
        names(json, rate.getKey(), rate.getValue());
      }
      json.writeEndObject();
      json.writeFieldName("campaigns");
      json.writeRawValue(campaigns);
      days(json);
      values(json);
      failures(json);
      people(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void days(JsonGenerator json) throws IOException {
    List<String> measures = Measures.all().stream().map(Field::name).toList();
    json.writeObjectFieldStart("days");
    names(json, "measures", measures);
    json.writeArrayFieldStart("rows");
    for (TableRow row : rows.days()) {
      startRow(json, row);
      json.writeString(row.value(CampaignDailyMetrics.MATURES_ON).toString());
      for (String measure : measures) {
        json.writeNumber((Long) row.values().get(measure));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void values(JsonGenerator json) throws IOException {
    List<Field> amounts =
        List.of(
            CampaignDailyValue.ASSISTED,
            CampaignDailyValue.CLICK_THROUGH,
            CampaignDailyValue.TOTAL,
            CampaignDailyValue.CANCELED);
    json.writeObjectFieldStart("values");
    names(json, "amounts", amounts.stream().map(Field::name).toList());
    json.writeArrayFieldStart("rows");
    for (TableRow row : rows.values()) {
      startRow(json, row);
      json.writeString(row.text(CampaignDailyValue.CURRENCY_CODE));
      for (Field amount : amounts) {
        json.writeString(cents((BigDecimal) row.value(amount)));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2).unscaledValue().toString();
  }

  private void failures(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("failures");
    for (TableRow row : rows.failures()) {
      startRow(json, row);
      json.writeString(row.text(CampaignFailures.ERROR_CODE));
      json.writeNumber(row.number(CampaignFailures.MESSAGES_FAILED));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void startRow(JsonGenerator json, TableRow row) throws IOException {
    CampaignDay day = CampaignDay.of(row);
    json.writeStartArray();
    json.writeString(day.campaignId());
    json.writeString(day.sendDate().toString());
  }

  private static void names(JsonGenerator json, String field, List<String> names)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  /** Sightings day by day, in the order of the days' rows, as little-endian integers. */
  private void people(JsonGenerator json) throws IOException {
    if (people == null) {
      json.writeNullField("people");
      return;
    }
    json.writeObjectFieldStart("people");
    names(json, "measures", RecipientDays.MEASURES);
    json.writeNumberField("share", people.share());
    json.writeNumberField("total", people.total());
    json.writeArrayFieldStart("per_day");
    int size = 0;
    for (TableRow row : rows.days()) {
      int seen = people.of(CampaignDay.of(row)).length;
      json.writeNumber(seen);
      size += seen;
    }
    json.writeEndArray();
    ByteBuffer bytes = ByteBuffer.allocate(size * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (TableRow row : rows.days()) {
      for (int sighting : people.of(CampaignDay.of(row))) {
        bytes.putInt(sighting);
      }
    }
    json.writeStringField("sightings", Base64.getEncoder().encodeToString(bytes.array()));
    json.writeEndObject();
  }
}
