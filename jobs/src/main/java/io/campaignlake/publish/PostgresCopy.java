package io.campaignlake.publish;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.lake.Written;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Makes the rows of a table of the database those of the lake, touching only what differs. */
final class PostgresCopy {
  private static final String STAGED = "campaign_lake_staged";

  private final Connection connection;
  private final PostgresTable target;
  private final Table table;

  PostgresCopy(Connection connection, PostgresTable target, Table table) {
    this.connection = connection;
    this.target = target;
    this.table = table;
  }

  /**
   * @param rows all rows of the table, in the order of its columns
   */
  Written replace(Iterator<Row> rows) throws SQLException, IOException {
    String columns = target.names(table.fields());
    run(
        "CREATE TEMPORARY TABLE %s ON COMMIT DROP AS SELECT %s FROM %s WITH NO DATA"
            .formatted(STAGED, columns, target.name()));
    stage(rows);
    run("ANALYZE " + STAGED);
    String sameKey = each(table.key(), name -> "t.%1$s = s.%1$s".formatted(name), " AND ");
    long deleted =
        run(
            "DELETE FROM %s t WHERE NOT EXISTS (SELECT FROM %s s WHERE %s)"
                .formatted(target.name(), STAGED, sameKey));
    long updated = update(sameKey);
    long inserted =
        run(
            "INSERT INTO %s (%s) SELECT %s FROM %s s WHERE NOT EXISTS (SELECT FROM %s t WHERE %s)"
                .formatted(target.name(), columns, columns, STAGED, target.name(), sameKey));
    return new Written(inserted, updated, deleted);
  }

  private void stage(Iterator<Row> rows) throws SQLException, IOException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    String copy = "COPY " + STAGED + " FROM STDIN";
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new PGCopyOutputStream(postgres, copy), StandardCharsets.UTF_8))) {
      while (rows.hasNext()) {
        out.write(PostgresValues.line(rows.next()));
      }
    }
  }

  private long update(String sameKey) throws SQLException {
    List<Field> others =
        table.fields().stream().filter(field -> !table.key().contains(field)).toList();
    if (others.isEmpty()) {
      return 0;
    }
    String sets = each(others, name -> "%1$s = s.%1$s".formatted(name), ", ");
    String ours = each(others, name -> "t." + name, ", ");
    String theirs = each(others, name -> "s." + name, ", ");
    return run(
        "UPDATE %s t SET %s FROM %s s WHERE %s AND (%s) IS DISTINCT FROM (%s)"
            .formatted(target.name(), sets, STAGED, sameKey, ours, theirs));
  }

  private String each(List<Field> fields, UnaryOperator<String> form, String separator) {
    return fields.stream()
        .map(field -> form.apply(target.identifier(field.name())))
        .collect(Collectors.joining(separator));
  }

  private long run(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return Math.max(0, statement.executeLargeUpdate(command));
    }
  }
}
