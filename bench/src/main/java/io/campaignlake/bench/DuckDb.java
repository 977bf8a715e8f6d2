package io.campaignlake.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB in this process, in memory, with as many threads as Spark has. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb(int threads, Path scratch) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = " + threads);
    execute("SET TimeZone = 'UTC'");
    execute("SET temp_directory = '" + scratch.resolve("duckdb-spill") + "'");
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  /** The files of a table of {@link SilverData} as a view of the same name. */
  void view(String name, String folder) throws SQLException {
    execute(
        "CREATE OR REPLACE VIEW %s AS SELECT * FROM read_parquet('%s/*.parquet')"
            .formatted(name, folder));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
