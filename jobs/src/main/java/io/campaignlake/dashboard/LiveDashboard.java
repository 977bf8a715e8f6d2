package io.campaignlake.dashboard;

import io.campaignlake.campaigns.CampaignCommands;
import io.campaignlake.lake.KernelSnapshot;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.Ops;
import io.campaignlake.lake.Settings;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * The same page over a lake that lives: campaigns as they stand, numbers as of the last run that
 * published. It holds the numbers in memory and reads them anew when {@link #refresh} is called
 * after a run; several threads may use it.
 */
public final class LiveDashboard {
  /** Far more than a console's machine should have to hold; above it counts are estimates. */
  private static final long MOST_RECIPIENT_DAYS = 50_000_000;

  private final Lake lake;
  private final Settings settings;
  private final LakeClock clock;
  private final KernelTables tables;
  private final CampaignCommands campaigns;
  private volatile Numbers numbers;

  /**
   * Numbers of one moment.
   *
   * @param runsVersion of {@code ops.job_runs}, by which news are noticed; -1 for no table
   */
  private record Numbers(long runsVersion, DailyRows rows, People people) {}

  /**
   * Distinct people of a choice.
   *
   * @param counts by measure
   * @param isEstimate whether they are counted from a share of the people
   */
  public record Unique(Map<String, Long> counts, boolean isEstimate) {}

  /** Reads the numbers. */
  public LiveDashboard(Lake lake, Settings settings, LakeClock clock) {
    this.lake = lake;
    this.settings = settings;
    this.clock = clock;
    this.tables = new KernelTables(settings.lakeRoot());
    this.campaigns = new CampaignCommands(settings, clock);
    this.numbers = read(runsVersion());
  }

  private long runsVersion() {
    return tables.latest(Ops.JOB_RUNS).map(KernelSnapshot::version).orElse(-1L);
  }

  private Numbers read(long runsVersion) {
    DailyRows rows = DailyRows.read(tables);
    return new Numbers(
        runsVersion, rows, People.read(lake, settings.policy(), rows, MOST_RECIPIENT_DAYS));
  }

  /** Reads the numbers anew when a run has published since; others see the old ones meanwhile. */
  public synchronized void refresh() {
    long version = runsVersion();
    if (version == numbers.runsVersion()) {
      return;
    }
    boolean hasPublished = DailyRows.publications(tables) != numbers.rows().publications();
    numbers = hasPublished ? read(version) : new Numbers(version, numbers.rows(), numbers.people());
  }

  /** The page as HTML. */
  public String page() {
    return PageFiles.page(data(), PageWords.json());
  }

  /** What the page shows, as JSON. */
  public String data() {
    ZoneId zone = settings.policy().zone();
    LocalDate today = LocalDate.ofInstant(clock.now(), zone);
    return new PageData(numbers.rows(), campaigns.details(), null, today, zone, true).json();
  }

  /**
   * Distinct people of campaigns and send dates.
   *
   * @param from null for an open side
   * @param to included; null for an open side
   */
  public Unique unique(LocalDate from, LocalDate to, Set<String> chosen) {
    People people = numbers.people();
    Map<String, Long> counts =
        people.counted(
            day ->
                (from == null || !day.sendDate().isBefore(from))
                    && (to == null || !day.sendDate().isAfter(to))
                    && chosen.contains(day.campaignId()));
    return new Unique(counts, people.share() < 1);
  }
}
