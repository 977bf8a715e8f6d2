package io.campaignlake.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Table;
import io.campaignlake.lake.Written;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a published table is in the database, the first time and after changes on either side. */
@EnabledIf(
    value = "postgresIsInstalled",
    disabledReason = "PostgreSQL is not installed. On Debian: apt-get install postgresql")
final class PublisherTest extends ThingsInPostgres {
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
}
