package io.campaignlake.reference;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The reference tables as rows of text by column, for comparing with anything: times ISO-8601 in
 * UTC, dates ISO-8601, decimals plain, null for an absent value. Columns are in snake case; those
 * of reports are named as in their header.
 */
public final class ReferenceRows {
  private final Map<String, List<Map<String, String>>> tables = new HashMap<>();

  public ReferenceRows(ReferenceTables from, ReferenceReports reports) {
    add("silver.message_aliases", from.aliases());
    add("silver.messages", from.messages());
    add("silver.clicks", from.clicks());
    add("silver.inbound_messages", from.inboundMessages());
    add("silver.orders", from.orders());
    add("silver.carts", from.carts());
    add("attribution.order_candidates", from.orderCandidates());
    add("attribution.attributed_orders", from.attributedOrders());
    add("gold.campaign_daily_metrics", from.campaignDailyMetrics());
    add("gold.campaign_daily_value", from.campaignDailyValue());
    add("gold.campaign_daily_activity", from.campaignDailyActivity());
    add("gold.campaign_failures", from.campaignFailures());
    add("gold.campaign_summary", from.campaignSummary());
    ReferenceReports.Choice all = ReferenceReports.Choice.everything();
    addReport("reports.record_status", reports.recordStatus(all));
    addReport("reports.conversions", reports.conversions(all));
  }

  /** All rows of {@code layer.table}, in the reference's order. */
  public List<Map<String, String>> of(String table) {
    return Objects.requireNonNull(tables.get(table), table);
  }

  private void add(String table, List<? extends Record> records) {
    tables.put(table, records.stream().map(ReferenceRows::row).toList());
  }

  private void addReport(String table, List<List<String>> report) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> cells : report.subList(1, report.size())) {
      Map<String, String> row = new TreeMap<>();
      for (int column = 0; column < cells.size(); column++) {
        row.put(report.get(0).get(column), cells.get(column));
      }
      rows.add(row);
    }
    tables.put(table, rows);
  }

  private static Map<String, String> row(Record record) {
    Map<String, String> row = new TreeMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(record, component);
      if (value instanceof Record part) {
        row.putAll(row(part));
      } else {
        row.put(snakeCase(component.getName()), text(value));
      }
    }
    return row;
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal money) {
      return money.toPlainString();
    }
    return value == null ? null : value.toString();
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
