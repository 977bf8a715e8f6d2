package io.campaignlake.silver;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Reads the times of documents to the microsecond; finer digits are cut. A time that is not
 * positive, or later than a day after its ingestion, is no time (semantics §2).
 */
final class EventTime {
  /** From here up an epoch is milliseconds, below it seconds. */
  private static final BigDecimal FIRST_MILLIS = new BigDecimal("100000000000");

  private static final BigDecimal LAST_SANE = new BigDecimal("100000000000000");
  private static final int MOST_DIGITS = 40;
  private static final int SECONDS_A_MINUTE = 60;

  /** Fewer digits than these are a long's. */
  private static final int SHORT_DIGITS = 18;

  private static final Pattern FINER = Pattern.compile("(\\.[0-9]{9})[0-9]+");
  private static final int LONGEST_AS_A_RULE = "2026-03-02T10:00:00.123456789Z".length();

  private final Instant latest;

  EventTime(Instant ingestedAt) {
    this.latest = ingestedAt.plus(1, ChronoUnit.DAYS);
  }

  /** A provider's epoch: a number or a numeric text, seconds or milliseconds. */
  Instant epoch(JsonNode parent, String field) {
    String text = Json.text(parent, field);
    if (text != null && text.length() < SHORT_DIGITS && Phones.isAllDigits(text)) {
      return epoch(Long.parseLong(text));
    }
    try {
      if (text == null || text.length() > MOST_DIGITS) {
        throw new BadValue(Reason.BAD_TIMESTAMP);
      }
      BigDecimal epoch = new BigDecimal(text.strip());
      boolean isWritable = Math.abs((long) epoch.scale()) <= MOST_DIGITS;
      boolean isSane = isWritable && epoch.signum() > 0 && epoch.compareTo(LAST_SANE) < 0;
      if (!isSane) {
        throw new BadValue(Reason.BAD_TIMESTAMP);
      }
      int toMicros = epoch.compareTo(FIRST_MILLIS) >= 0 ? 3 : 6;
      long micros = epoch.movePointRight(toMicros).setScale(0, RoundingMode.FLOOR).longValueExact();
      return checked(ChronoUnit.MICROS.addTo(Instant.EPOCH, micros));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new BadValue(Reason.BAD_TIMESTAMP);
    }
  }

  /** What nearly all are: the same by whole numbers. */
  private Instant epoch(long epoch) {
    boolean isMillis = epoch >= FIRST_MILLIS.longValue();
    if (epoch == 0 || epoch >= LAST_SANE.longValue()) {
      throw new BadValue(Reason.BAD_TIMESTAMP);
    }
    return checked(isMillis ? Instant.ofEpochMilli(epoch) : Instant.ofEpochSecond(epoch));
  }

  /** An ISO-8601 time with an offset. */
  Instant iso(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isTextual()) {
      throw new BadValue(Reason.BAD_TIMESTAMP);
    }
    try {
      String time = withColonInOffset(withoutFinerDigits(node.asText().strip()));
      Instant instant = OffsetDateTime.parse(time).toInstant();
      return checked(instant.truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      throw new BadValue(Reason.BAD_TIMESTAMP);
    }
  }

  /** Java reads nine digits of a second, and refuses more. */
  private static String withoutFinerDigits(String time) {
    return time.length() > LONGEST_AS_A_RULE ? FINER.matcher(time).replaceFirst("$1") : time;
  }

  /** Many systems write {@code -0300}, which Java takes for no offset. */
  private static String withColonInOffset(String time) {
    int sign = time.length() - "-0300".length();
    boolean isWithout =
        sign > 0
            && (time.charAt(sign) == '-' || time.charAt(sign) == '+')
            && Phones.isAllDigits(time.substring(sign + 1));
    int minutes = time.length() - 2;
    return isWithout ? time.substring(0, minutes) + ":" + time.substring(minutes) : time;
  }

  /** The same, or null when the field is absent or null. */
  Instant isoOrNull(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    boolean isAbsent =
        node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isBlank());
    return isAbsent ? null : iso(parent, field);
  }

  private Instant checked(Instant time) {
    if (!time.isAfter(Instant.EPOCH) || time.isAfter(latest)) {
      throw new BadValue(Reason.BAD_TIMESTAMP);
    }
    return time;
  }

  /** The time as {@link Instant} writes it, which takes several times as long. */
  static String text(Instant time) {
    boolean isWholeMinute = time.getEpochSecond() % SECONDS_A_MINUTE == 0;
    // Of those alone a local time leaves the seconds away.
    return isWholeMinute
        ? time.toString()
        : LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString() + 'Z';
  }

  static long micros(Instant time) {
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
  }
}
