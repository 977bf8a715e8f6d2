package io.campaignlake.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.lake.Credentials;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Table;
import io.campaignlake.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be published: it is said why, and the database is as it was. */
@EnabledIf(
    value = "postgresIsInstalled",
    disabledReason = "PostgreSQL is not installed. On Debian: apt-get install postgresql")
final class RefusedPublishingTest extends ThingsInPostgres {
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
