package io.campaignlake.publish;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Table;
import io.campaignlake.lake.Written;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Publishes tables of the lake, each in a transaction of its own. */
public final class Publisher {
  private final Lake lake;
  private final Target target;

  public Publisher(Lake lake, Target target) {
    this.lake = lake;
    this.target = target;
  }

  /**
   * Makes the tables of the database equal to those of the lake: rows that differ are written, rows
   * that the lake no longer has are deleted.
   *
   * @param tables with a key each
   * @return rows changed, by full table name
   * @throws LakeException when the lake lacks a table (its copy is left as it is), or the database
   *     refuses; tables before it are published
   */
  public Map<String, Written> publish(List<Table> tables) {
    tables.forEach(this::requireTable);
    Map<String, Written> written = new LinkedHashMap<>();
    try (Connection connection = target.connect()) {
      connection.setAutoCommit(false);
      for (Table table : tables) {
        written.put(table.fullName(), published(connection, table));
      }
    } catch (SQLException e) {
      throw refused("to " + target, e);
    }
    return written;
  }

  // A lake that was never run, or a wrong lake.root, must not empty what was published.
  private void requireTable(Table table) {
    if (!lake.exists(table)) {
      throw LakeException.failed(
          "Cannot publish %s: the lake at %s has no such table. Run ./lake run first, or correct lake.root."
              .formatted(table, lake.root()));
    }
  }

  private Written published(Connection connection, Table table) throws SQLException {
    try {
      PostgresTable there = new PostgresTable(connection, table);
      there.prepare();
      Iterator<Row> rows = lake.read(table).select(table.columns()).toLocalIterator();
      Written written = new PostgresCopy(connection, there, table).replace(rows);
      there.require();
      connection.commit();
      return written;
    } catch (SQLException | IOException e) {
      connection.rollback();
      throw refused(table + " to " + target, e);
    } catch (RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  private static LakeException refused(String what, Exception e) {
    String reason =
        e instanceof SQLException refusal
            ? Target.firstLine(refusal)
            : String.valueOf(e.getMessage());
    return LakeException.failed(
        "Cannot publish %s: %s. Check the database and the user's rights, and publish again."
            .formatted(what, reason),
        e);
  }
}
