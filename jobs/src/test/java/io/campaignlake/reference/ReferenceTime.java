package io.campaignlake.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times of events: microseconds, positive, and at most a day ahead of the clock. */
final class ReferenceTime {
  private static final BigInteger FIRST_MILLISECONDS = BigInteger.TEN.pow(11);

  private final Instant latest;

  ReferenceTime(Instant now) {
    this.latest = now.plus(Duration.ofDays(1));
  }

  /** Epoch seconds or milliseconds, as number or text; null if it is no valid event time. */
  Instant epoch(JsonNode node) {
    String text = Canonical.text(node);
    if (text == null || !text.matches("-?\\d{1,18}")) {
      return null;
    }
    BigInteger value = new BigInteger(text);
    boolean seconds = value.compareTo(FIRST_MILLISECONDS) < 0;
    return valid(
        seconds
            ? Instant.ofEpochSecond(value.longValueExact())
            : Instant.ofEpochMilli(value.longValueExact()));
  }

  /** ISO-8601 with an offset; null if it is no valid event time. */
  Instant iso(JsonNode node) {
    String text = Canonical.text(node);
    if (text == null) {
      return null;
    }
    try {
      return valid(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  private Instant valid(Instant instant) {
    boolean possible = instant.isAfter(Instant.EPOCH) && !instant.isAfter(latest);
    return possible ? instant : null;
  }
}
