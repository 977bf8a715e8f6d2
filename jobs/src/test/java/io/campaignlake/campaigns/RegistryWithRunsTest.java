package io.campaignlake.campaigns;

import static io.campaignlake.campaigns.RegistryFolder.ANA;
import static io.campaignlake.campaigns.RegistryFolder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.gold.CampaignSummary;
import io.campaignlake.lake.Lake;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands on tables that data jobs made, and the jobs' view of what commands wrote. */
@ExtendWith(SparkExtension.class)
final class RegistryWithRunsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;
  private SparkSession spark;
  private Lake lake;
  private CampaignCommands commands;

  @BeforeEach
  void open(SparkSession session) {
    spark = session;
    lake = new Lake(spark, root.toString());
    commands = RegistryFolder.at(root, NOW);
    lake.create(Campaigns.TABLE);
    lake.create(CampaignChanges.TABLE);
    lake.create(CampaignSummary.TABLE);
  }

  private void defined(String id, String name, String createdAt) {
    spark.sql(
        "INSERT INTO delta.`%s` SELECT '%s', '%s', NULL, NULL, NULL, 'pt_BR', timestamp'%s', NULL"
            .formatted(lake.path(Campaigns.TABLE), id, name, createdAt));
  }

  /** A card of 4 recipients whose last attempt is the given hours older than the lake's. */
  private void summarized(String id, int hoursOld) {
    spark.sql(
        ("INSERT INTO delta.`%s` SELECT '%s', '%s', 'LIVE', 'BROADCAST', 'REGULAR', 'first_template', 'es',"
                + " timestamp'2026-03-01 00:00:00Z', NULL, 4L, 4L, 3L, 2L, 2L, 1L, 1L, 1L, 5L,"
                + " timestamp'2026-03-01 00:00:00Z', timestamp'2026-03-09 00:00:00Z' - INTERVAL '%d' HOUR,"
                + " timestamp'2026-03-09 00:00:00Z'")
            .formatted(lake.path(CampaignSummary.TABLE), id, id, hoursOld));
  }

  @Test
  void commandBeforeDefinitionBeforeFirstMessage_byField() throws IOException {
    defined("c1", "Defined", "2026-02-01 00:00:00Z");
    summarized("c1", 1);
    commands.edit("c1", RegistryFolder.edit("Edited", null), ANA, CampaignFormat.JSON);
    // The definition that comes later does not undo the command.
    spark.sql("UPDATE delta.`%s` SET name = 'Defined later'".formatted(lake.path(Campaigns.TABLE)));
    JsonNode shown = JSON.readTree(commands.show("c1", CampaignFormat.JSON));
    assertThat(shown.path("name").asText()).isEqualTo("Edited");
    assertThat(shown.path("language").asText()).isEqualTo("pt_BR");
    assertThat(shown.path("message_type").asText()).isEqualTo("REGULAR");
    assertThat(shown.path("template_name").asText()).isEqualTo("first_template");
    assertThat(shown.path("created_at").asText()).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(shown.path("audience_size").asLong()).isEqualTo(4);
    assertThat(shown.path("submitted").asLong()).isEqualTo(3);
    assertThat(shown.path("charged_messages").asLong()).isEqualTo(5);
  }

  @Test
  void quietBroadcast_isSentAndStaysSentWhenResumed() {
    summarized("old", 24);
    summarized("young", 23);
    assertThat(commands.list(Set.of(CampaignStatus.SENT), CampaignFormat.TEXT))
        .contains("old")
        .doesNotContain("young");
    assertThat(commands.pause("young", ANA, CampaignFormat.TEXT)).contains("PAUSED");
    assertThat(commands.stop("old", ANA, CampaignFormat.TEXT)).contains("STOPPED");
  }

  @Test
  void list_isLatestCreatedFirstThenById() throws IOException {
    defined("b", "B", "2026-02-02 00:00:00Z");
    defined("a", "A", "2026-02-02 00:00:00Z");
    defined("c", "C", "2026-02-03 00:00:00Z");
    JsonNode list = JSON.readTree(commands.list(Set.of(), CampaignFormat.JSON));
    assertThat(list.findValuesAsText("campaign_id")).containsExactly("c", "a", "b");
  }

  @Test
  void commands_areRowsThatSparkReads() {
    defined("c1", "Defined", "2026-02-01 00:00:00Z");
    commands.pause("c1", new Author("ana", "stock"), CampaignFormat.TEXT);
    assertThat(lake.read(CampaignChanges.TABLE).collectAsList().toString())
        .isEqualTo("[[c1,1,2026-03-10 12:00:00.0,ana,status,LIVE,PAUSED,stock]]");
  }

  @Test
  void permissions_areTheRegistrysAtTheEndOfARun() {
    summarized("old", 24);
    defined("c1", "Defined", "2026-02-01 00:00:00Z");
    commands.pause("c1", ANA, CampaignFormat.TEXT);
    var rows = SendingPermissions.published(spark, RegistryFolder.settings(root));
    assertThat(rows.schema()).isEqualTo(SendingPermissions.TABLE.schema());
    assertThat(rows.collectAsList().toString())
        .isEqualTo(
            "[[c1,false,PAUSED,2026-03-10 12:00:00.0], [old,true,SENT,2026-03-01 00:00:00.0]]");
    assertThat(root.resolve("reports/sending_permissions.json")).content().contains("\"old\"");
  }
}
