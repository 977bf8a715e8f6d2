package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeLock;
import io.campaignlake.lake.Table;
import io.campaignlake.lake.TableCare;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compaction of small files and removal of old ones, table by table. */
@Command(
    name = "maintain",
    description = "Compacts small files and removes those that no kept version needs.")
final class MaintainCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    Lake lake = options.lake();
    LakeLock lock = LakeLock.take(lake.root(), options.clock().now());
    try {
      TableCare care = new TableCare(lake, Jobs.IN_DATA_ORDER);
      String line = "%-40s %8s %8s %14s %14s  %s%n";
      System.out.printf(line, "Table", "files", "after", "bytes", "after", "");
      long before = 0;
      long after = 0;
      for (Table table : Jobs.everyTable()) {
        if (lake.exists(table)) {
          var result = care.care(table, options.settings().keepVersionsFor(), Instant.now());
          before += result.before().bytes();
          after += result.after().bytes();
          System.out.printf(
              line,
              table.fullName(),
              result.before().files(),
              result.after().files(),
              number(result.before().bytes()),
              number(result.after().bytes()),
              result.heldFor() == null ? "" : "older versions kept for " + result.heldFor());
        }
      }
      System.out.printf(line, "all", "", "", number(before), number(after), "");
    } finally {
      lock.release();
    }
  }

  private static String number(long bytes) {
    return String.format(Locale.ROOT, "%,d", bytes);
  }
}
