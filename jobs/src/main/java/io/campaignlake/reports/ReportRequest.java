package io.campaignlake.reports;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.LakeException;
import io.campaignlake.silver.Messages;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is asked of a report.
 *
 * @param campaign a campaign's id, or {@link #ALL}; null is all
 * @param from first send date; null for an open side
 * @param to last send date, included; null for an open side
 * @param language of a text for people; null is English
 * @param format null is the kind's default
 */
public record ReportRequest(
    Kind kind, String campaign, LocalDate from, LocalDate to, Language language, Format format) {

  /** The name of all campaigns together. */
  public static final String ALL = "all";

  /** Which report. */
  public enum Kind {
    OVERVIEW(Format.TEXT),
    RECORD_STATUS(Format.CSV),
    CONVERSIONS(Format.CSV);

    private final Format defaultFormat;

    Kind(Format defaultFormat) {
      this.defaultFormat = defaultFormat;
    }

    /** Its name on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How a report is written. */
  public enum Format {
    TEXT,
    JSON,
    CSV;

    /** Its name on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws LakeException of usage when the dates are the wrong way round
   */
  public ReportRequest {
    checkRange(from, to);
    campaign = campaign == null ? ALL : campaign;
    language = language == null ? Language.EN : language;
    format = format == null ? kind.defaultFormat : format;
  }

  /**
   * @throws LakeException of usage when both dates are given and the first is after the last
   */
  public static void checkRange(LocalDate from, LocalDate to) {
    if (from != null && to != null && from.isAfter(to)) {
      throw LakeException.usage(
              "Cannot report from %s to %s: the first date is after the last. Exchange them."
                  .formatted(from, to))
          .named("bad-range");
    }
  }

  /** The same in another format. */
  public ReportRequest as(Format other) {
    return new ReportRequest(kind, campaign, from, to, language, other);
  }

  boolean isOfAll() {
    return campaign.equals(ALL);
  }

  /** The rows of the chosen campaigns and dates, of any table that has both columns. */
  Dataset<Row> chosen(Dataset<Row> rows) {
    Column campaignId = Messages.CAMPAIGN_ID.col();
    Column sendDate = AttributedOrders.SEND_DATE.col();
    Dataset<Row> chosen =
        rows.where(isOfAll() ? campaignId.isNotNull() : campaignId.equalTo(campaign));
    chosen = from == null ? chosen : chosen.where(sendDate.geq(from));
    return to == null ? chosen : chosen.where(sendDate.leq(to));
  }
}
