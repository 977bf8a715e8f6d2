package io.campaignlake.reports;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Local times as texts, to the second. Of each minute the formatter makes one text, whose last two
 * digits are the second: a report's times are of few minutes, and to make each anew takes longer
 * than all else of its row. For one thread.
 */
final class TimeText {
  private static final int SECONDS_A_MINUTE = 60;

  /** Minutes that are remembered, one in each place: a power of two. */
  private static final int PLACES = 1 << 12;

  private final DateTimeFormatter format;
  private final ZoneId zone;
  private final long[] minutes = new long[PLACES];
  private final String[] texts = new String[PLACES];

  TimeText(ZoneId zone) {
    this.format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
    this.zone = zone;
  }

  String of(Instant time) {
    long minute = Math.floorDiv(time.getEpochSecond(), SECONDS_A_MINUTE);
    int place = (int) minute & PLACES - 1;
    if (texts[place] == null || minutes[place] != minute) {
      Instant start = Instant.ofEpochSecond(minute * SECONDS_A_MINUTE);
      if (zone.getRules().getOffset(start).getTotalSeconds() % SECONDS_A_MINUTE != 0) {
        // Of a time before time zones: its minute is not a local one.
        return format.format(time);
      }
      String text = format.format(start);
      minutes[place] = minute;
      texts[place] = text.substring(0, text.length() - 2);
    }
    int second = Math.floorMod(time.getEpochSecond(), SECONDS_A_MINUTE);
    return texts[place] + (char) ('0' + second / 10) + (char) ('0' + second % 10);
  }
}
