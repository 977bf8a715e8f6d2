package io.campaignlake.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time's text is part of what an event's id is made of: it must never change. */
final class EventTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-02T10:00:00Z",
        "2026-03-02T10:07:00Z",
        "2026-03-02T00:00:01Z",
        "2026-03-02T10:00:00.120Z",
        "2026-03-02T10:00:59.123456Z",
        "1970-01-01T00:00:01Z",
        "5138-11-16T09:46:39.999Z"
      })
  void text_isThatOfTheInstant(String text) {
    assertThat(EventTime.text(Instant.parse(text))).isEqualTo(text);
  }
}
