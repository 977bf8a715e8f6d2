package io.campaignlake.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {
  private static final int TIMES = 200_000;

  /** Kathmandu is three quarters of an hour off; Monrovia was 44 min 30 s behind until 1972. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Monrovia"})
  void timesOfManyYears_areAsTheFormatterTellsThem(String name) {
    ZoneId zone = ZoneId.of(name);
    DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
    TimeText text = new TimeText(zone);
    Random random = new Random(7);
    Instant first = Instant.parse("1899-12-31T23:59:59Z");
    for (int i = 0; i < TIMES; i++) {
      // Some anywhere, most near the one before: these find their minute made.
      long seconds = random.nextInt(10) == 0 ? random.nextLong(6_000_000_000L) : random.nextInt(90);
      Instant time = first.plusSeconds(seconds).plusNanos(random.nextInt(1_000_000_000));
      assertThat(text.of(time)).isEqualTo(format.format(time));
    }
  }
}
