package io.campaignlake.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Credentials;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.LakeException;
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
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a real lake in a real PostgreSQL. */
@ExtendWith(SparkExtension.class)
final class PublisherTest {
  private static final Field ID = Field.required("id", DataTypes.StringType, "Id; it's a name.");
  private static final Field DAY = Field.required("day", DataTypes.DateType, "Day.");
  private static final Field SIZE = Field.required("size", DataTypes.LongType, "Size \\ 1.");
  private static final Table THINGS =
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

  private static PostgresServer server;

  @TempDir private Path root;
  private SparkSession spark;
  private Lake lake;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> binaries = PostgresServer.binaries();
    assumeTrue(
        binaries.isPresent(),
        "not tested: PostgreSQL is not installed. On Debian: apt-get install postgresql");
    server = PostgresServer.start(binaries.get());
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

  private static Target target() {
    return new Target(
        server.url(), Optional.of(new Credentials(PostgresServer.USER, PostgresServer.PASSWORD)));
  }

  private Written publish() {
    return new Publisher(lake, target()).publish(List.of(THINGS)).get("gold.things");
  }

  private void insert(Row... rows) {
    spark
        .createDataFrame(List.of(rows), THINGS.schema())
        .write()
        .format("delta")
        .mode("append")
        .save(lake.path(THINGS));
  }

  private static Row thing(String id, long size, String note) {
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

  private static Row bare(String id) {
    return RowFactory.create(
        id, java.sql.Date.valueOf("2026-03-10"), 0L, null, null, null, null, null, null, null);
  }

  private void change(String command) {
    spark.sql(command.formatted("delta.`" + lake.path(THINGS) + "`"));
  }

  private static void execute(String command) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /** Rows as text, columns joined by a bar. */
  private static List<String> query(String query) throws SQLException {
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

  @Test
  void firstTime_copiesValuesTypesKeyAndComments() throws SQLException {
    insert(thing("a", 1, "x"), bare("b"));
    assertThat(publish()).isEqualTo(new Written(2, 0, 0));
    assertThat(
            query(
                "SELECT id, day, size, note, at AT TIME ZONE 'UTC', sum, bytes, is_on, share, rank FROM gold.things ORDER BY id"))
        .containsExactly(
            "a|2026-03-10|1|x|2026-03-10 12:00:00.000001|1234.50|\\x005cff|t|0.1|7",
            "b|2026-03-10|0|null|null|null|null|null|null|null");
    assertThat(
            query(
                "SELECT attname, format_type(atttypid, atttypmod), attnotnull, col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid = 'gold.things'::regclass AND attnum > 0 ORDER BY attnum"))
        .containsExactly(
            "id|text|t|Id; it's a name.",
            "day|date|t|Day.",
            "size|bigint|t|Size \\ 1.",
            "note|text|f|Note.",
            "at|timestamp with time zone|f|When, UTC.",
            "sum|numeric(18,2)|f|Money.",
            "bytes|bytea|f|Bytes.",
            "is_on|boolean|f|Whether.",
            "share|double precision|f|Share.",
            "rank|integer|f|Rank.");
    assertThat(query("SELECT obj_description('gold.things'::regclass)"))
        .containsExactly("One thing's day.");
    assertThat(
            query(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'gold.things'::regclass"))
        .containsExactly("PRIMARY KEY (id, day)");
  }

  @Test
  void secondTime_touchesNoRow() throws SQLException {
    insert(thing("a", 1, "x"), bare("b"));
    publish();
    List<String> before = query("SELECT id, xmin, ctid FROM gold.things ORDER BY id");
    assertThat(publish()).isEqualTo(Written.NOTHING);
    assertThat(query("SELECT id, xmin, ctid FROM gold.things ORDER BY id")).isEqualTo(before);
  }

  @Test
  void changes_touchOnlyTheRowsThatDiffer() throws SQLException {
    insert(thing("same", 1, "x"), thing("changed", 1, null), thing("vanished", 1, "x"));
    publish();
    List<String> before = query("SELECT xmin, ctid FROM gold.things WHERE id = 'same'");
    change("DELETE FROM %s WHERE id = 'vanished'");
    change("UPDATE %s SET note = 'now' WHERE id = 'changed'");
    insert(thing("new", 1, "x"));
    assertThat(publish()).isEqualTo(new Written(1, 1, 1));
    assertThat(query("SELECT id, note FROM gold.things ORDER BY id"))
        .containsExactly("changed|now", "new|x", "same|x");
    assertThat(query("SELECT xmin, ctid FROM gold.things WHERE id = 'same'")).isEqualTo(before);
    change("UPDATE %s SET note = NULL WHERE id = 'changed'");
    assertThat(publish()).isEqualTo(new Written(0, 1, 0));
  }

  @Test
  void rowsThatSomebodyChangedThere_areSetRight() throws SQLException {
    insert(thing("a", 1, "x"), thing("b", 1, "x"));
    publish();
    execute("UPDATE gold.things SET size = 99 WHERE id = 'a'");
    execute("DELETE FROM gold.things WHERE id = 'b'");
    execute("INSERT INTO gold.things (id, day, size) VALUES ('theirs', '2026-01-01', 1)");
    assertThat(publish()).isEqualTo(new Written(1, 1, 1));
    assertThat(query("SELECT id, size FROM gold.things ORDER BY id")).containsExactly("a|1", "b|1");
  }

  @Test
  void hostileTexts_arriveAsTheyAre() throws SQLException {
    List<String> texts =
        List.of(
            "",
            "\\N",
            "\\.",
            "line\n\\.\nline\r\n",
            "tab\tbar|back\\slash\\n",
            "'; DROP TABLE gold.things; --",
            "\"quoted\"",
            "=cmd()",
            "שלום 😀 ção");
    insert(texts.stream().map(text -> thing(text, 1, text)).toArray(Row[]::new));
    insert(thing("nul", 1, "a\u0000b"));
    publish();
    List<String> arrived = new ArrayList<>(query("SELECT note FROM gold.things WHERE note = id"));
    assertThat(arrived).containsExactlyInAnyOrderElementsOf(texts);
    assertThat(query("SELECT note FROM gold.things WHERE id = 'nul'")).containsExactly("a\ufffdb");
    assertThat(publish()).isEqualTo(Written.NOTHING);
  }

  @Test
  void columnThatIsNew_isAddedAndRequiredAndTheirOwnStays() throws SQLException {
    insert(thing("a", 3, "x"));
    publish();
    execute("ALTER TABLE gold.things DROP COLUMN size, ADD COLUMN theirs text DEFAULT 'kept'");
    execute("COMMENT ON TABLE gold.things IS 'stale'");
    execute("ALTER TABLE gold.things ALTER COLUMN note SET NOT NULL");
    insert(bare("b"));
    assertThat(publish()).isEqualTo(new Written(1, 1, 0));
    assertThat(query("SELECT id, size, theirs FROM gold.things ORDER BY id"))
        .containsExactly("a|3|kept", "b|0|kept");
    assertThat(
            query(
                "SELECT attnotnull, col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid = 'gold.things'::regclass AND attname = 'size'"))
        .containsExactly("t|Size \\ 1.");
    assertThat(query("SELECT obj_description('gold.things'::regclass)"))
        .containsExactly("One thing's day.");
  }

  @Test
  void columnOfAnotherType_isRefusedAndNothingChanges() throws SQLException {
    insert(thing("a", 1, "x"));
    publish();
    execute("ALTER TABLE gold.things ALTER COLUMN size TYPE text, ALTER COLUMN note DROP NOT NULL");
    insert(bare("b"));
    assertThatThrownBy(this::publish)
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Cannot publish gold.things: its column size is text in the database and bigint in the lake. Drop the table in the database, or give another one.");
    assertThat(query("SELECT id FROM gold.things")).containsExactly("a");
  }

  @Test
  void tableThatIsRefused_isAsItWasAndThoseBeforeItArePublished() throws SQLException {
    Table others = Table.published("gold", "others", "One other.", List.of(ID, SIZE)).keyedBy(ID);
    lake.create(others);
    insert(thing("a", 1, "x"), thing("b", 1, "x"));
    Publisher publisher = new Publisher(lake, target());
    publisher.publish(List.of(others, THINGS));
    execute("ALTER TABLE gold.things ADD CONSTRAINT small CHECK (size < 5)");
    spark.sql("INSERT INTO delta.`" + lake.path(others) + "` VALUES ('o', 1)");
    change("DELETE FROM %s WHERE id = 'b'");
    insert(thing("big", 9, "x"));
    assertThatThrownBy(() -> publisher.publish(List.of(others, THINGS)))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot publish gold.things to jdbc:postgresql://127.0.0.1:")
        .hasMessageContaining("violates check constraint \"small\"");
    assertThat(query("SELECT id FROM gold.things ORDER BY id")).containsExactly("a", "b");
    assertThat(query("SELECT id FROM gold.others")).containsExactly("o");
  }

  @Test
  void lakeWithoutTheTable_doesNotEmptyTheCopy(@TempDir Path empty) throws SQLException {
    insert(thing("a", 1, "x"));
    publish();
    Publisher publisher = new Publisher(new Lake(spark, empty.toString()), target());
    assertThatThrownBy(() -> publisher.publish(List.of(THINGS)))
        .hasMessage(
            "Cannot publish gold.things: the lake at %s has no such table. Run ./lake run first, or correct lake.root."
                .formatted(empty));
    assertThat(query("SELECT id FROM gold.things")).containsExactly("a");
  }

  @Test
  void allTablesOfGold_haveAPlaceThere() throws SQLException {
    Jobs.gold().forEach(lake::create);
    Map<String, Written> written = new Publisher(lake, target()).publish(Jobs.gold());
    assertThat(written.keySet())
        .containsExactlyInAnyOrderElementsOf(Jobs.gold().stream().map(Table::fullName).toList())
        .hasSizeGreaterThan(4);
    long columns = Jobs.gold().stream().mapToLong(table -> table.fields().size()).sum();
    assertThat(
            query(
                "SELECT count(col_description(c.oid, a.attnum)) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'gold'::regnamespace AND c.relkind = 'r' AND a.attnum > 0"))
        .containsExactly(String.valueOf(columns));
  }

  @Test
  void wrongPassword_isToldWithoutIt() {
    Target wrong =
        new Target(server.url(), Optional.of(new Credentials(PostgresServer.USER, "guess")));
    assertThatThrownBy(() -> new Publisher(lake, wrong).publish(List.of(THINGS)))
        .hasMessageStartingWith("Cannot publish to jdbc:postgresql://127.0.0.1:")
        .hasMessageContaining("password authentication failed")
        .hasMessageEndingWith("Check the address, PUBLISH_USER and PUBLISH_PASSWORD.")
        .hasMessageNotContaining("guess");
  }

  @Test
  void deadHost_isTold() {
    Target dead = new Target("jdbc:postgresql://127.0.0.1:1/postgres", Optional.empty());
    assertThatThrownBy(() -> new Publisher(lake, dead).publish(List.of(THINGS)))
        .hasMessageContaining("Connection to 127.0.0.1:1 refused");
  }

  @Test
  void badAddresses_areWrongUsage() {
    LakeConfig nobody = LakeConfig.load(null, List.of(), Map.of());
    assertThatThrownBy(() -> Target.of("jdbc:mysql://h/d?password=x", nobody))
        .hasMessage(
            "Cannot publish to jdbc:mysql://h/d: it is no address of a PostgreSQL database. Write it like jdbc:postgresql://host:5432/database.")
        .extracting(e -> ((LakeException) e).exitCode())
        .isEqualTo(LakeException.USAGE);
    LakeConfig half = LakeConfig.load(null, List.of(), Map.of("PUBLISH_PASSWORD", "x"));
    assertThatThrownBy(() -> Target.of("jdbc:postgresql://h/d?ssl=true&password=s3cret", half))
        .hasMessageContaining("Set PUBLISH_USER and PUBLISH_PASSWORD in the environment.")
        .hasMessageContaining("PUBLISH_USER and PUBLISH_PASSWORD: only one of them is set.")
        .hasMessageNotContaining("s3cret");
  }
}
