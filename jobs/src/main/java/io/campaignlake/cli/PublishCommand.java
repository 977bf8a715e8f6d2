package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Written;
import io.campaignlake.publish.Publisher;
import io.campaignlake.publish.Target;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The gold tables in a database. */
@Command(
    name = "publish",
    description =
        "Makes the gold tables of a PostgreSQL database equal to the lake's, writing only rows that differ.")
final class PublishCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description =
          "jdbc:postgresql://host:port/database; user and password come from PUBLISH_USER and PUBLISH_PASSWORD.")
  private String url;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    Target target = Target.of(url, options.settings().config());
    options.requireSamePolicy();
    Map<String, Written> written = new Publisher(options.lake(), target).publish(Jobs.gold());
    written.forEach(
        (table, rows) ->
            System.out.printf(
                Locale.ROOT,
                "%-32s %,10d inserted %,10d updated %,10d deleted%n",
                table,
                rows.inserted(),
                rows.updated(),
                rows.deleted()));
    if (written.values().stream().allMatch(rows -> rows.changes() == 0)) {
      System.err.println("nothing new");
    }
  }
}
