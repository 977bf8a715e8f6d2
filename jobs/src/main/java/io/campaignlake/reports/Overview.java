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

  /** The rates, as files name and order them (semantics §8). */
  static final Map<String, Ratio> RATES = ratios();

  /** Two counts, of which one is the part of the other. */
  record Ratio(String part, String whole) {}

  private static Map<String, Ratio> ratios() {
    Map<String, Ratio> ratios = new LinkedHashMap<>();
    ratios.put("delivery_rate", new Ratio("messages_delivered", "messages_submitted"));
    ratios.put("read_rate", new Ratio("messages_read", "messages_delivered"));
    ratios.put("click_rate", new Ratio("unique_clicks", "recipients_delivered"));
    ratios.put("conversion_rate", new Ratio("converting_recipients", "recipients_delivered"));
    return ratios;
  }

  /**
   * What was earned in one currency.
   *
   * @param amounts currency units with two decimals, by name, in the order of the files
   */
  record Value(String currencyCode, Map<String, BigDecimal> amounts) {}

  /** Rates by name, four decimals; null where nothing could have happened (semantics §8). */
  Map<String, BigDecimal> rates() {
    Map<String, BigDecimal> rates = new LinkedHashMap<>();
    RATES.forEach((name, ratio) -> rates.put(name, rate(ratio)));
    return rates;
  }

  private BigDecimal rate(Ratio ratio) {
    BigDecimal denominator = BigDecimal.valueOf(metrics.get(ratio.whole()));
    return denominator.signum() == 0
        ? null
        : BigDecimal.valueOf(metrics.get(ratio.part()))
            .divide(denominator, 4, RoundingMode.HALF_UP);
  }
}
