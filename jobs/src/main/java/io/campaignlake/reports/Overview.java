package io.campaignlake.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of chosen campaigns over a range of send dates.
 *
 * @param from null when open
 * @param to null when open
 * @param campaign an id, or all
 * @param asOf clock of the last run that published; null before the first
 * @param metrics counts, by name, in the order of {@link #METRICS}
 * @param values money by currency, sorted by its code
 * @param isFinal whether every chosen send date has matured
 */
record Overview(
    LocalDate from,
    LocalDate to,
    String campaign,
    Instant asOf,
    Map<String, Long> metrics,
    List<Value> values,
    boolean isFinal) {

  /** The counts, as files name and order them. */
  static final List<String> METRICS =
      List.of(
          "messages_attempted",
          "messages_submitted",
          "messages_sent",
          "messages_delivered",
          "messages_read",
          "messages_failed",
          "messages_pending",
          "charged_messages",
          "audience_size",
          "recipients_delivered",
          "unique_clicks",
          "total_clicks",
          "bot_clicks",
          "assisted_conversions",
          "click_through_conversions",
          "total_conversions",
          "canceled_conversions",
          "converting_recipients");

  /** The rates, as files name and order them. */
  static final List<String> RATES =
      List.of("delivery_rate", "read_rate", "click_rate", "conversion_rate");

  /**
   * What was earned in one currency.
   *
   * @param amounts currency units with two decimals, by name, in the order of the files
   */
  record Value(String currencyCode, Map<String, BigDecimal> amounts) {}

  /** Rates by name, four decimals; null where nothing could have happened (semantics §8). */
  Map<String, BigDecimal> rates() {
    Map<String, BigDecimal> rates = new LinkedHashMap<>();
    rates.put("delivery_rate", rate("messages_delivered", "messages_submitted"));
    rates.put("read_rate", rate("messages_read", "messages_delivered"));
    rates.put("click_rate", rate("unique_clicks", "recipients_delivered"));
    rates.put("conversion_rate", rate("converting_recipients", "recipients_delivered"));
    return rates;
  }

  private BigDecimal rate(String part, String whole) {
    BigDecimal denominator = BigDecimal.valueOf(metrics.get(whole));
    return denominator.signum() == 0
        ? null
        : BigDecimal.valueOf(metrics.get(part)).divide(denominator, 4, RoundingMode.HALF_UP);
  }
}
