package io.campaignlake.campaigns;

import static io.campaignlake.campaigns.RegistryFolder.ANA;
import static io.campaignlake.campaigns.RegistryFolder.NOW;
import static io.campaignlake.campaigns.RegistryFolder.broadcast;
import static io.campaignlake.campaigns.RegistryFolder.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CampaignCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;
  private CampaignCommands commands;

  @BeforeEach
  void open() {
    commands = RegistryFolder.at(root, NOW);
  }

  @Test
  void lakeWithoutTables_listsNothing() {
    assertThat(commands.list(Set.of(), CampaignFormat.JSON).replaceAll("\\s", "")).isEqualTo("[]");
    assertThat(commands.list(Set.of(), CampaignFormat.TEXT)).isEqualTo("No campaigns.\n");
  }

  @Test
  void created_isListedLiveWithTheKeysOfTheContract() throws IOException {
    commands.create(
        "c1",
        new Definition("API", "REGULAR", "Cart", "cart_v1", "pt_BR", 50L),
        ANA,
        CampaignFormat.TEXT);
    JsonNode list = JSON.readTree(commands.list(Set.of(), CampaignFormat.JSON));
    assertThat(list.toString())
        .isEqualTo(
            "[{\"campaign_id\":\"c1\",\"name\":\"Cart\",\"status\":\"LIVE\",\"type\":\"API\","
                + "\"message_type\":\"REGULAR\",\"language\":\"pt_BR\",\"created_at\":\"2026-03-10T12:00:00Z\","
                + "\"audience_size\":50,\"submitted\":0}]");
  }

  @Test
  void shown_addsCountsAndHistory() throws IOException {
    commands.create("c1", broadcast(null), ANA, CampaignFormat.TEXT);
    commands.pause("c1", new Author("bob", "wrong template"), CampaignFormat.TEXT);
    JsonNode shown = JSON.readTree(commands.show("c1", CampaignFormat.JSON));
    assertThat(shown.fieldNames())
        .toIterable()
        .containsExactly(
            "campaign_id",
            "name",
            "status",
            "type",
            "message_type",
            "language",
            "created_at",
            "audience_size",
            "submitted",
            "sent",
            "delivered",
            "read",
            "failed",
            "pending",
            "charged_messages",
            "template_name",
            "steps",
            "changes");
    assertThat(shown.path("name").asText()).isEqualTo("c1");
    assertThat(shown.path("changes").path(3).toString())
        .isEqualTo(
            "{\"change_no\":4,\"changed_at\":\"2026-03-10T12:00:00Z\",\"changed_by\":\"bob\",\"field\":\"status\","
                + "\"from_value\":\"LIVE\",\"to_value\":\"PAUSED\",\"reason\":\"wrong template\"}");
  }

  @Test
  void statusList_choosesCampaigns() {
    commands.create("live", broadcast(null), ANA, CampaignFormat.TEXT);
    commands.create("held", broadcast(null), ANA, CampaignFormat.TEXT);
    commands.pause("held", ANA, CampaignFormat.TEXT);
    assertThat(
            commands.list(
                Set.of(CampaignStatus.PAUSED, CampaignStatus.STOPPED), CampaignFormat.TEXT))
        .contains("held")
        .doesNotContain("live");
  }

  @Test
  void pausedResumedStopped_isFinal() {
    commands.create("c1", broadcast(null), ANA, CampaignFormat.TEXT);
    assertThat(commands.pause("c1", ANA, CampaignFormat.TEXT)).contains("Status            PAUSED");
    assertThat(commands.resume("c1", ANA, CampaignFormat.TEXT)).contains("Status            LIVE");
    assertThat(commands.stop("c1", ANA, CampaignFormat.TEXT)).contains("Status            STOPPED");
    refused(
        () -> commands.resume("c1", ANA, CampaignFormat.TEXT),
        LakeException.FAILED,
        "Cannot resume campaign c1: it is STOPPED. No step leads out of it, only edit is left.");
    assertThat(commands.edit("c1", edit("New name", null), ANA, CampaignFormat.TEXT))
        .contains("New name");
  }

  @Test
  void illegalStep_namesStateAndAllowedSteps() {
    commands.create("c1", broadcast(null), ANA, CampaignFormat.TEXT);
    refused(
        () -> commands.resume("c1", ANA, CampaignFormat.TEXT),
        LakeException.FAILED,
        "Cannot resume campaign c1: it is LIVE. Allowed from there: pause, stop.");
  }

  @Test
  void unknownCampaign_isRefusedByEveryCommand() {
    String reason =
        " campaign nope: the lake has no such campaign. ./lake campaigns list shows them all.";
    refused(
        () -> commands.show("nope", CampaignFormat.TEXT),
        LakeException.FAILED,
        "Cannot show" + reason);
    refused(
        () -> commands.stop("nope", ANA, CampaignFormat.TEXT),
        LakeException.FAILED,
        "Cannot stop" + reason);
    refused(
        () -> commands.edit("nope", edit("x", null), ANA, CampaignFormat.TEXT),
        LakeException.FAILED,
        "Cannot edit" + reason);
    assertThat(root.resolve("silver")).doesNotExist();
  }

  @Test
  void existingCampaign_isNotCreatedAgain() {
    commands.create("c1", broadcast("First"), ANA, CampaignFormat.TEXT);
    refused(
        () -> commands.create("c1", broadcast("Second"), ANA, CampaignFormat.TEXT),
        LakeException.FAILED,
        "Cannot create campaign c1: it exists already. Change it with ./lake campaigns edit, or give another id.");
    assertThat(commands.show("c1", CampaignFormat.TEXT)).contains("First").doesNotContain("Second");
  }

  @Test
  void wrongValues_areNamedAllAtOnce() {
    Definition wrong = new Definition("MAIL", "TEMPLATE", " ", null, null, -1L);
    refused(
        () -> commands.create("c1", wrong, ANA, CampaignFormat.TEXT),
        LakeException.USAGE,
        String.join(
            System.lineSeparator(),
            "Cannot create campaign c1: the type MAIL is unknown. Give API or BROADCAST.",
            "Cannot create campaign c1: the audience -1 is negative. Give 0 or more.",
            "Cannot create campaign c1: its name would be empty. Give a text."));
    Definition tooMany = new Definition("API", "TEMPLATE", null, null, null, Long.MAX_VALUE);
    refused(
        () -> commands.create("c1", tooMany, ANA, CampaignFormat.TEXT),
        LakeException.USAGE,
        "Cannot create campaign c1: the audience 9223372036854775807 is more than there are people. Give at most 10000000000.");
  }

  @Test
  void editWithoutFields_isWrongUsage() {
    refused(
        () -> commands.edit("c1", edit(null, null), ANA, CampaignFormat.TEXT),
        LakeException.USAGE,
        "Cannot edit campaign c1: no field is given. Give --language, --message-type, --name or --template.");
  }

  @Test
  void editOfTwoFields_isTwoRowsAndTheSameAgainNone() throws IOException {
    commands.create("c1", broadcast("One"), ANA, CampaignFormat.TEXT);
    commands.edit("c1", edit("Two", "es"), ANA, CampaignFormat.TEXT);
    String shown = commands.edit("c1", edit("Two", "es"), ANA, CampaignFormat.JSON);
    JsonNode changes = JSON.readTree(shown).path("changes");
    List<String> fields = changes.findValuesAsText("field");
    assertThat(fields)
        .containsExactly("status", "message_type", "name", "type", "language", "name");
    assertThat(changes.path(5).path("from_value").asText()).isEqualTo("One");
  }

  @Test
  void everyChange_publishesThePermissions() throws IOException {
    commands.create("b", broadcast(null), ANA, CampaignFormat.TEXT);
    commands.create("a", broadcast(null), ANA, CampaignFormat.TEXT);
    RegistryFolder.at(root, NOW.plusSeconds(60)).stop("b", ANA, CampaignFormat.TEXT);
    String file = Files.readString(root.resolve("reports/sending_permissions.json"));
    assertThat(JSON.readTree(file).toString())
        .isEqualTo(
            "[{\"campaign_id\":\"a\",\"may_send\":true,\"status\":\"LIVE\",\"since\":\"2026-03-10T12:00:00Z\"},"
                + "{\"campaign_id\":\"b\",\"may_send\":false,\"status\":\"STOPPED\",\"since\":\"2026-03-10T12:01:00Z\"}]");
  }

  @Test
  void permissionsThatCannotBeWritten_areToldAndTheChangeStands() throws IOException {
    commands.create("c1", broadcast(null), ANA, CampaignFormat.TEXT);
    Path file = root.resolve("reports/sending_permissions.json");
    Files.delete(file);
    Files.createDirectories(file.resolve("in-the-way"));
    assertThatThrownBy(() -> commands.pause("c1", ANA, CampaignFormat.TEXT))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot tell senders of the change: Cannot write ")
        .hasMessageEndingWith("It is done (pause campaign c1); run ./lake publish-permissions.");
    assertThat(commands.show("c1", CampaignFormat.TEXT)).contains("PAUSED");
  }

  @Test
  void hostileNames_areShownHarmlessly() throws IOException {
    String hostile = "<b>=1+1</b>\u001b[31m\n\u202egnp.exe" + "x".repeat(10_000);
    commands.create("c1\u001b[2J", broadcast(hostile), ANA, CampaignFormat.TEXT);
    commands.create("c2", broadcast("שלום"), ANA, CampaignFormat.TEXT);
    String list = commands.list(Set.of(), CampaignFormat.TEXT);
    assertThat(list.lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.length()).isLessThan(200));
    assertThat(list)
        .doesNotContain("\u001b", "\u202e")
        .contains("\u2068שלום\u2069", "c1\\u001b[2J");
    JsonNode shown = JSON.readTree(commands.show("c1\u001b[2J", CampaignFormat.JSON));
    assertThat(shown.path("name").asText()).isEqualTo(hostile);
  }

  @Test
  void colour_onlyWhereAskedFor() {
    commands.create("c1", broadcast(null), ANA, CampaignFormat.TEXT);
    assertThat(commands.list(Set.of(), CampaignFormat.COLOURED_TEXT))
        .contains("\u001b[32mLIVE  \u001b[0m");
    assertThat(commands.list(Set.of(), CampaignFormat.TEXT)).doesNotContain("\u001b");
  }

  private static void refused(ThrowingCallable command, int exitCode, String message) {
    assertThatThrownBy(command)
        .isInstanceOf(LakeException.class)
        .hasMessage(message)
        .extracting(thrown -> ((LakeException) thrown).exitCode())
        .isEqualTo(exitCode);
  }
}
