package io.campaignlake.publish;

import io.campaignlake.lake.Credentials;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.Table;
import io.campaignlake.lake.Written;
import io.campaignlake.testing.PostgresServer;
import io.campaignlake.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table of a real lake, and a real PostgreSQL that it is published to. */
@ExtendWith(SparkExtension.class)
abstract class ThingsInPostgres {
  static final Field ID = Field.required("id", DataTypes.StringType, "Id; it's a name.");
  static final Field DAY = Field.required("day", DataTypes.DateType, "Day.");
  static final Field SIZE = Field.required("size", DataTypes.LongType, "Size \\ 1.");
  static final Table THINGS =
      Table.published(
              "gold",
              "things",
              "One thing's day.",
              List.of(
                  ID,
                  DAY,
                  SIZE,
                  Field.optional("note", DataTypes.StringType, "Note."),
                  Field.optional("at", DataTypes.TimestampType, "When, UTC."),
                  Field.optional("sum", DataTypes.createDecimalType(18, 2), "Money."),
                  Field.optional("bytes", DataTypes.BinaryType, "Bytes."),
                  Field.optional("is_on", DataTypes.BooleanType, "Whether."),
                  Field.optional("share", DataTypes.DoubleType, "Share."),
                  Field.optional("rank", DataTypes.IntegerType, "Rank.")))
          .keyedBy(ID, DAY);

  static PostgresServer server;

  @TempDir private Path root;
  SparkSession spark;
  Lake lake;

  @BeforeAll
  static void start() throws IOException {
    server = PostgresServer.start(PostgresServer.binaries().orElseThrow());
  }

  /** Asked by each class: JUnit says only of a class that it is skipped, not of its beginning. */
  static boolean postgresIsInstalled() {
    return PostgresServer.binaries().isPresent();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void openLake(SparkSession session) throws SQLException {
    spark = session;
    lake = new Lake(spark, root.toString());
    lake.create(THINGS);
    execute("DROP SCHEMA IF EXISTS gold CASCADE");
  }

  static Target target() {
    return new Target(
        server.url(), Optional.of(new Credentials(PostgresServer.USER, PostgresServer.PASSWORD)));
  }

  Written publish() {
    return new Publisher(lake, target()).publish(List.of(THINGS)).get("gold.things");
  }

  void insert(Row... rows) {
    spark
        .createDataFrame(List.of(rows), THINGS.schema())
        .write()
        .format("delta")
        .mode("append")
        .save(lake.path(THINGS));
  }

  static Row thing(String id, long size, String note) {
    return RowFactory.create(
        id,
        java.sql.Date.valueOf("2026-03-10"),
        size,
        note,
        java.sql.Timestamp.from(java.time.Instant.parse("2026-03-10T12:00:00.000001Z")),
        new java.math.BigDecimal("1234.50"),
        new byte[] {0, 92, -1},
        true,
        0.1,
        7);
  }

  static Row bare(String id) {
    return RowFactory.create(
        id, java.sql.Date.valueOf("2026-03-10"), 0L, null, null, null, null, null, null, null);
  }

  void change(String command) {
    spark.sql(command.formatted("delta.`" + lake.path(THINGS) + "`"));
  }

  static void execute(String command) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /** Rows as text, columns joined by a bar. */
  static List<String> query(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(rows.getString(i));
        }
        found.add(String.join("|", cells.stream().map(String::valueOf).toList()));
      }
    }
    return found;
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
  }
}
