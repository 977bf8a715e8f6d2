package io.campaignlake.reports;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * A report of one line per row of a table.
 *
 * @param order columns that put its lines in an order of their own
 */
record RowReport(Table table, List<ReportColumn> columns, List<Field> order) {
  private static final String MICROSECONDS = "uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx";

  /** wolkvox's report 9. */
  static RowReport recordStatus(ZoneId zone) {
    return new RowReport(
        RecordStatus.TABLE,
        List.of(
            ReportColumn.freeText("CAMPAIGN_ID", RecordStatus.CAMPAIGN_ID),
            ReportColumn.word("TELEPHONE", RecordStatus.TELEPHONE),
            ReportColumn.word("RESULT", RecordStatus.RESULT),
            ReportColumn.freeText("ERROR", RecordStatus.ERROR),
            ReportColumn.time("DATE", RecordStatus.MESSAGE_AT, zone),
            ReportColumn.time("LAST_UPDATE", RecordStatus.LAST_UPDATE_AT, zone)),
        List.of(RecordStatus.CAMPAIGN_ID, RecordStatus.MESSAGE_AT, RecordStatus.MESSAGE_ID));
  }

  /** VTEX's report of conversions. */
  static RowReport conversions(ZoneId zone) {
    return new RowReport(
        Conversions.TABLE,
        List.of(
            ReportColumn.freeText("userId", Conversions.USER_ID),
            ReportColumn.time(
                "deliveredReminderAt", Conversions.DELIVERED_REMINDER_AT, MICROSECONDS, zone),
            ReportColumn.time("readReminderAt", Conversions.READ_REMINDER_AT, MICROSECONDS, zone),
            ReportColumn.time("orderCreatedAt", Conversions.ORDERED_AT, MICROSECONDS, zone),
            ReportColumn.flag("hasClickedOnReminder", Conversions.HAS_CLICKED),
            ReportColumn.items("checkoutItems", Conversions.CHECKOUT_ITEMS),
            ReportColumn.items("orderItems", Conversions.ORDER_ITEMS),
            ReportColumn.money("orderTotal", Conversions.ORDER_TOTAL),
            ReportColumn.word("currency", Conversions.CURRENCY_CODE),
            ReportColumn.freeText("orderFormId", Conversions.ORDER_FORM_ID)),
        List.of(Conversions.ORDERED_AT, Conversions.ORDER_ID));
  }

  String[] header() {
    return columns.stream().map(ReportColumn::name).toArray(String[]::new);
  }

  /** The columns of the table that its lines need: those that it shows, and those of its order. */
  Column[] readColumns() {
    return Stream.concat(columns.stream().map(ReportColumn::field), order.stream())
        .distinct()
        .map(Field::col)
        .toArray(Column[]::new);
  }

  Column[] orderColumns() {
    return order.stream().map(Field::col).toArray(Column[]::new);
  }
}
