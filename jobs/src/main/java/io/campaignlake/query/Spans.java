package io.campaignlake.query;

import io.campaignlake.attribution.ConsideredTouch;
import java.time.Duration;

/** Elapsed times in words that can be checked by hand, to the microsecond. */
final class Spans {
  private Spans() {}

  /** {@code 2 d 03:15:00}, with a fraction only where there is one; the sign is not shown. */
  static String of(Duration signed) {
    Duration span = signed.abs();
    String days = span.toDays() == 0 ? "" : span.toDays() + " d ";
    String clock =
        "%02d:%02d:%02d".formatted(span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart());
    int micros = span.toNanosPart() / 1000;
    return days + clock + (micros == 0 ? "" : ".%06d".formatted(micros));
  }

  /** How the order lies to the touch and to the end of its window. */
  static String margin(ConsideredTouch touch) {
    if (touch.elapsed().isNegative()) {
      return of(touch.elapsed()) + " before it";
    }
    String left =
        touch.left().isNegative() ? "missed by " + of(touch.left()) : of(touch.left()) + " left";
    return of(touch.elapsed()) + " after, " + left;
  }
}
