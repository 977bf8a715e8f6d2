package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Table;
import io.campaignlake.query.SqlServer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server for tools that speak JDBC or ODBC. */
@Command(
    name = "sql-server",
    description = "Answers queries over the published tables by JDBC and ODBC, until stopped.")
final class SqlServerCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}); nobody is asked for a name.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "10000",
      description = "Port to listen on (default ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    SqlServer.check();
    List<Table> published =
        Jobs.tables().stream().filter(table -> table.kind() == Table.Kind.PUBLISHED).toList();
    SqlServer.run(options.lake(), published, host, port);
  }
}
