package io.campaignlake.publish;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The table of the database that a table of the lake is copied to: same names, types, key and
 * comments. Columns that others added to it are left alone.
 */
final class PostgresTable {
  private static final String COLUMNS =
      """
      SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
             col_description(a.attrelid, a.attnum)
      FROM pg_attribute a
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private record Found(String type, boolean isRequired, String comment) {}

  private final Connection connection;
  private final Table table;

  PostgresTable(Connection connection, Table table) {
    this.connection = connection;
    this.table = table;
  }

  /** Makes it what the lake's schema says, as far as that can be before its rows are. */
  void prepare() throws SQLException {
    if (text("SELECT to_regnamespace(?)::text", table.layer()) == null) {
      execute("CREATE SCHEMA " + identifier(table.layer()));
    }
    if (text("SELECT to_regclass(?)::text", name()) == null) {
      create();
    }
    Map<String, Found> found = found();
    for (Field field : table.fields()) {
      align(field, found.get(field.name()));
    }
    describe(found);
    // Two who publish at once take turns; readers read on.
    execute("LOCK TABLE " + name() + " IN SHARE ROW EXCLUSIVE MODE");
  }

  private void create() throws SQLException {
    String columns =
        table.fields().stream()
            .map(
                field ->
                    "%s %s%s"
                        .formatted(
                            identifier(field.name()),
                            PostgresValues.type(field.type()),
                            field.nullable() ? "" : " NOT NULL"))
            .collect(Collectors.joining(", "));
    execute(
        "CREATE TABLE %s (%s, PRIMARY KEY (%s))".formatted(name(), columns, names(table.key())));
  }

  private void align(Field field, Found found) throws SQLException {
    String type = PostgresValues.type(field.type());
    if (found == null) {
      // Rows that are there have no value yet; require() follows the new ones.
      execute("ALTER TABLE %s ADD COLUMN %s %s".formatted(name(), identifier(field.name()), type));
    } else if (!found.type().equals(type)) {
      throw LakeException.failed(
          "Cannot publish %s: its column %s is %s in the database and %s in the lake. Drop the table in the database, or give another one."
              .formatted(table, field, found.type(), type));
    } else if (found.isRequired() && field.nullable()) {
      alter(field, "DROP NOT NULL");
    }
  }

  private void describe(Map<String, Found> found) throws SQLException {
    String comment = text("SELECT obj_description(to_regclass(?), 'pg_class')", name());
    if (!table.grain().equals(comment)) {
      execute("COMMENT ON TABLE %s IS %s".formatted(name(), literal(table.grain())));
    }
    for (Field field : table.fields()) {
      Found column = found.get(field.name());
      if (column == null || !Objects.equals(column.comment(), field.comment())) {
        execute(
            "COMMENT ON COLUMN %s.%s IS %s"
                .formatted(name(), identifier(field.name()), literal(field.comment())));
      }
    }
  }

  /** Makes columns required that became so, once all rows have a value. */
  void require() throws SQLException {
    Map<String, Found> found = found();
    for (Field field : table.fields()) {
      if (!field.nullable() && !found.get(field.name()).isRequired()) {
        alter(field, "SET NOT NULL");
      }
    }
  }

  private void alter(Field field, String what) throws SQLException {
    execute("ALTER TABLE %s ALTER COLUMN %s %s".formatted(name(), identifier(field.name()), what));
  }

  private Map<String, Found> found() throws SQLException {
    Map<String, Found> columns = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, name());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Found column = new Found(rows.getString(2), rows.getBoolean(3), rows.getString(4));
          columns.put(rows.getString(1), column);
        }
      }
    }
    return columns;
  }

  private String text(String query, String parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  String name() throws SQLException {
    return identifier(table.layer()) + "." + identifier(table.name());
  }

  String names(List<Field> fields) {
    return fields.stream().map(Field::name).map(this::identifier).collect(Collectors.joining(", "));
  }

  String identifier(String name) {
    try {
      return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String literal(String text) throws SQLException {
    return "'" + connection.unwrap(PGConnection.class).escapeLiteral(text) + "'";
  }
}
