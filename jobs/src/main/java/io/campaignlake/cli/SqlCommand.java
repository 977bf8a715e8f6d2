package io.campaignlake.cli;

import io.campaignlake.query.Format;
import io.campaignlake.query.SqlQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One read-only query. */
@Command(name = "sql", description = "Answers one query over all tables, named <layer>.<table>.")
final class SqlCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "QUERY",
      description = "For example: SELECT * FROM gold.campaign_summary")
  private String query;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    SqlQuery.check(query);
    SqlQuery.run(options.lake(), query, format, System.out);
  }
}
