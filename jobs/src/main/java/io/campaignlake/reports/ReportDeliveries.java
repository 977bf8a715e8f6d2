package io.campaignlake.reports;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.KernelSnapshot;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.ShortLock;
import io.campaignlake.lake.Table;
import io.campaignlake.lake.TableRow;
import io.campaignlake.mail.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** {@code ops.report_deliveries}: what was sent to whom. It is read and written without Spark. */
public final class ReportDeliveries {
  private static final Field SENT_AT =
      required("sent_at", TimestampType, "Clock of the command, UTC.");
  private static final Field DELIVERY_ID =
      required(
          "delivery_id",
          StringType,
          "What --delivery-id named, else one of its own: under one id a report of a period goes to an address once.");
  private static final Field ADDRESS = required("address", StringType, "Who got it.");
  private static final Field REPORT =
      required("report", StringType, "overview, record-status or conversions.");
  private static final Field CAMPAIGN_ID =
      required("campaign_id", StringType, "Campaign that was chosen, or all.");
  private static final Field FROM_DATE =
      optional("from_date", DateType, "First send date of the period; null when open.");
  private static final Field TO_DATE =
      optional("to_date", DateType, "Last send date of the period; null when open.");
  private static final Field LANGUAGE = required("language", StringType, "en, pt or es.");
  private static final Field ROWS =
      required("rows", LongType, "Rows below the header; 1 for an overview.").addsUp("rows");
  private static final Field DIGEST =
      required("digest", StringType, "SHA-256 of the report's file before compression, in hex.");
  private static final Field FILE =
      required(
          "file",
          StringType,
          "Name of the attachment; the place of the file where it was too large for one.");

  public static final Table TABLE =
      Table.internal(
              "ops",
              "report_deliveries",
              "One report sent to one address.",
              List.of(
                  SENT_AT,
                  DELIVERY_ID,
                  ADDRESS,
                  REPORT,
                  CAMPAIGN_ID,
                  FROM_DATE,
                  TO_DATE,
                  LANGUAGE,
                  ROWS,
                  DIGEST,
                  FILE))
          .keyedBy(DELIVERY_ID, ADDRESS, REPORT, CAMPAIGN_ID, FROM_DATE, TO_DATE);

  private static final int ATTEMPTS = 20;

  private final KernelTables tables;
  private final ShortLock lock;

  ReportDeliveries(String lakeRoot) {
    this.tables = new KernelTables(lakeRoot);
    this.lock = new ShortLock(lakeRoot, "report-deliveries");
  }

  /** Those who got this report of this period under this id before. */
  List<EmailAddress> reached(String deliveryId, ReportRequest request, List<EmailAddress> to) {
    List<String> addresses =
        tables.latest(TABLE).map(KernelSnapshot::rows).orElse(List.of()).stream()
            .filter(row -> row.text(DELIVERY_ID).equals(deliveryId))
            .filter(row -> row.text(REPORT).equals(request.kind().toString()))
            .filter(row -> row.text(CAMPAIGN_ID).equals(request.campaign()))
            .filter(row -> Objects.equals(row.value(FROM_DATE), request.from()))
            .filter(row -> Objects.equals(row.value(TO_DATE), request.to()))
            .map(row -> row.text(ADDRESS))
            .toList();
    return to.stream()
        .filter(address -> addresses.stream().anyMatch(address.text()::equalsIgnoreCase))
        .toList();
  }

  /**
   * @param file name of the attachment, or where the file lies
   */
  void record(ReportDelivery.Order order, MailedReport report, String file, Instant now) {
    ReportRequest request = order.request();
    List<TableRow> rows =
        order.to().stream()
            .map(
                address ->
                    TableRow.of(
                        TABLE.fields(),
                        now,
                        order.deliveryId(),
                        address.text(),
                        request.kind().toString(),
                        request.campaign(),
                        request.from(),
                        request.to(),
                        request.language().toString(),
                        report.rows(),
                        report.digest(),
                        file))
            .toList();
    lock.hold(() -> append(rows));
  }

  private long append(List<TableRow> rows) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var version = tables.append(tables.created(TABLE), rows);
      if (version.isPresent()) {
        return version.get();
      }
    }
    throw LakeException.failed(
        "Cannot write table %s: others keep writing to it. Try later.".formatted(TABLE));
  }
}
