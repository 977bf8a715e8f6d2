package io.campaignlake.dashboard;

import io.campaignlake.campaigns.CampaignCommands;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;

/** The dashboard as a file: one page that works without a network. */
public final class Dashboard {
  private static final String FILE = "index.html";

  private Dashboard() {}

  /**
   * Writes {@code index.html} into the folder, which is made where it is missing. A lake without
   * data gives a page of zeros.
   *
   * @return the file
   * @throws LakeException when the folder refuses
   */
  public static Path write(Lake lake, Settings settings, LakeClock clock, Path folder) {
    KernelTables tables = new KernelTables(settings.lakeRoot());
    DailyRows rows = DailyRows.read(tables);
    People people = People.read(lake, settings.policy(), rows, settings.dashboardExactRecipients());
    String campaigns = new CampaignCommands(settings, clock).details();
    ZoneId zone = settings.policy().zone();
    LocalDate today = LocalDate.ofInstant(clock.now(), zone);
    PageData data = new PageData(rows, campaigns, people, today, zone, false);
    return write(PageFiles.page(data.json(), PageWords.json()), folder);
  }

  private static Path write(String page, Path folder) {
    Path file = folder.resolve(FILE);
    try {
      WholeFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
      return file;
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot write dashboard %s: %s. Give another --out.".formatted(file, e.getMessage()), e);
    }
  }
}
