package io.campaignlake.dashboard;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Policy;
import io.campaignlake.reports.RecipientDays;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who was met by which campaign on which day, without saying who: for unique counts of any range.
 *
 * <p>People are numbered in the order of a hash under a key that nobody keeps, so a number leads
 * back to nobody, and the same person has another number in the next page. Of many people a share
 * is kept, all with a hash below one threshold: a theta sketch with one theta for all rows, so that
 * any rows can be united, and a count divided by the share estimates the count of all.
 */
final class People {
  /** A sighting is one integer: the person's number above, a bit for each measure below. */
  static final int MEASURE_BITS = RecipientDays.MEASURES.size();

  /** What the bits that are left can number. */
  static final int MOST = 1 << (Integer.SIZE - MEASURE_BITS);

  private final double share;
  private final int total;
  private final Map<CampaignDay, int[]> sightings;

  private People(double share, int total, Map<CampaignDay, int[]> sightings) {
    this.share = share;
    this.total = total;
    this.sightings = sightings;
  }

  /** The people of all days, or such a share of them that about so many rows remain. */
  static People read(Lake lake, Policy policy, DailyRows rows, long mostRows) {
    double share = Math.min(1, mostRows / (double) Math.max(1, rows.recipientDays()));
    Dataset<Row> recipients = RecipientDays.of(lake, policy, randomKey(), share);
    return new Builder().of(recipients.toLocalIterator(), share);
  }

  private static String randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new BigInteger(1, key).toString(16);
  }

  /** Of all people, over 0 and up to 1; 1 makes counts exact. */
  double share() {
    return share;
  }

  /** How many people there are, each with a number below this. */
  int total() {
    return total;
  }

  int[] of(CampaignDay day) {
    return sightings.getOrDefault(day, new int[0]);
  }

  /** Distinct people of the chosen days by measure; exact when the share is 1. */
  Map<String, Long> counted(Predicate<CampaignDay> chosen) {
    int[] flags = new int[total];
    sightings.forEach(
        (day, seen) -> {
          if (chosen.test(day)) {
            for (int sighting : seen) {
              flags[sighting >>> MEASURE_BITS] |= sighting;
            }
          }
        });
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < MEASURE_BITS; i++) {
      int bit = 1 << i;
      long count = Arrays.stream(flags).filter(flag -> (flag & bit) != 0).count();
      counts.put(RecipientDays.MEASURES.get(i), count);
    }
    return counts;
  }

  /** Collects rows, then numbers the people. */
  private static final class Builder {
    private final Map<CampaignDay, Integer> dayNumbers = new HashMap<>();
    private long[] hashes = new long[1024];
    private int[] flags = new int[1024];
    private int[] days = new int[1024];
    private int size;

    People of(Iterator<Row> rows, double share) {
      while (rows.hasNext()) {
        add(rows.next());
      }
      long[] people = Arrays.stream(hashes, 0, size).sorted().distinct().toArray();
      if (people.length > MOST) {
        throw LakeException.failed(
            "Cannot count %d people: a page holds %d. Set a lower dashboard.exact-recipients."
                .formatted(people.length, MOST));
      }
      return new People(share, people.length, byDay(people));
    }

    private void add(Row row) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, size * 2);
        flags = Arrays.copyOf(flags, size * 2);
        days = Arrays.copyOf(days, size * 2);
      }
      LocalDate sendDate = row.<java.sql.Date>getAs(RecipientDays.SEND_DATE).toLocalDate();
      CampaignDay day = new CampaignDay(row.getAs(RecipientDays.CAMPAIGN_ID), sendDate);
      hashes[size] = row.<Long>getAs(RecipientDays.PERSON);
      flags[size] = flags(row);
      days[size] = dayNumbers.computeIfAbsent(day, first -> dayNumbers.size());
      size++;
    }

    private static int flags(Row row) {
      int flags = 0;
      List<String> measures = RecipientDays.MEASURES;
      for (int i = 0; i < measures.size(); i++) {
        flags |= row.<Long>getAs(measures.get(i)) > 0 ? 1 << i : 0;
      }
      return flags;
    }

    private Map<CampaignDay, int[]> byDay(long[] people) {
      int[][] seen = new int[dayNumbers.size()][];
      int[] lengths = new int[seen.length];
      for (int i = 0; i < size; i++) {
        lengths[days[i]]++;
      }
      Arrays.setAll(seen, day -> new int[lengths[day]]);
      for (int i = 0; i < size; i++) {
        int person = Arrays.binarySearch(people, hashes[i]);
        seen[days[i]][--lengths[days[i]]] = person << MEASURE_BITS | flags[i];
      }
      Map<CampaignDay, int[]> byDay = new HashMap<>();
      dayNumbers.forEach((day, number) -> byDay.put(day, seen[number]));
      return byDay;
    }
  }
}
