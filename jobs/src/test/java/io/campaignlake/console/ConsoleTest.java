package io.campaignlake.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.campaigns.Author;
import io.campaignlake.campaigns.CampaignCommands;
import io.campaignlake.campaigns.CampaignFormat;
import io.campaignlake.campaigns.Definition;
import io.campaignlake.testing.Browser;
import io.campaignlake.testing.MailServer;
import io.campaignlake.testing.ShopLake;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person does in the console, in a browser. */
@ExtendWith(SparkExtension.class)
final class ConsoleTest {
  private static final Author ANA = new Author("ana", null);

  @TempDir private Path folder;

  @BeforeEach
  void browserIsPresent() {
    Browser.assumePresent();
  }

  private Browser browser(String language) {
    return Browser.open(folder.resolve("profile"), language, 1280, 900);
  }

  private static Console serve(TestLake lake) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return Console.start(
        lake.lake(),
        lake.settings(),
        lake.clock(),
        new Console.Address("127.0.0.1", 0, ""),
        nowhere);
  }

  private static CampaignCommands commands(TestLake lake) {
    return new CampaignCommands(lake.settings(), lake.clock());
  }

  private static void create(TestLake lake, String id) {
    Definition definition = new Definition("API", "TEMPLATE", "Campaign " + id, null, "en", null);
    commands(lake).create(id, definition, ANA, CampaignFormat.JSON);
  }

  private static String campaign(Console console, String id) {
    return console.url() + "#campaign=" + id;
  }

  @Test
  void campaign_isPausedResumedAndStoppedForGood() throws IOException {
    TestLake lake = ShopLake.lake();
    create(lake, "steps");
    try (Console console = serve(lake);
        Browser browser = browser("en")) {
      browser.go(console.url());
      browser.click("[data-more=steps]").click("#action-pause").type("[name=by]", "Bia");
      browser.type("[name=reason]", "wrong price").picture("console-pause");
      browser.assertAccessible();
      browser.redrawn(() -> browser.click("#confirm"));
      assertThat(maySend(lake, "steps")).isFalse();

      browser.go(campaign(console, "steps")).untilShown(".head .badge", "Paused");
      assertThat(browser.text("#history tbody tr")).contains("Bia", "wrong price", "Paused");
      browser.click("#set-status").click("#action-resume");
      browser.redrawn(() -> browser.click("#confirm")).untilShown(".head .badge", "Live");
      assertThat(maySend(lake, "steps")).isTrue();

      browser.click("#set-status").click("#action-stop");
      assertThat(browser.text("dialog .warning")).contains("can never be started again");
      browser.redrawn(() -> browser.click("#confirm")).untilShown(".head .badge", "Stopped");
      assertThat(browser.present("#set-status")).isFalse();
      assertThat(browser.present("#edit")).isTrue();
      assertThat(maySend(lake, "steps")).isFalse();
      browser.picture("console-stopped");
      browser.assertNoErrors();
    }
  }

  private static boolean maySend(TestLake lake, String id) throws IOException {
    Path file = Path.of(lake.settings().lakeRoot(), "reports", "sending_permissions.json");
    String text = Files.readString(file);
    int at = text.indexOf("\"" + id + "\"");
    return text.substring(at).replaceAll("\\s", "").contains("\"may_send\":true")
        && text.substring(at).replaceAll("(?s)\\}.*", "").contains("true");
  }

  @Test
  void canceledStop_changesNothing() {
    TestLake lake = ShopLake.lake();
    create(lake, "kept");
    try (Console console = serve(lake);
        Browser browser = browser("en")) {
      browser.go(campaign(console, "kept")).click("#set-status").click("#action-stop");
      browser.click("#cancel").until(() -> !browser.present("dialog"));
      assertThat(browser.text(".head .badge")).isEqualTo("Live");
      assertThat(commands(lake).show("kept", CampaignFormat.JSON)).contains("\"LIVE\"");
      browser.assertNoErrors();
    }
  }

  @Test
  void campaign_isEdited() {
    TestLake lake = ShopLake.lake();
    create(lake, "edited");
    try (Console console = serve(lake);
        Browser browser = browser("en")) {
      browser.go(campaign(console, "edited")).click("#edit");
      browser.type("[name=name]", "<b>Bold</b>").type("[name=language]", "pt_BR");
      browser.choose("[name=message_type]", "REGULAR");
      browser.redrawn(() -> browser.click("#confirm"));
      browser.untilShown("#campaign-name", "<b>Bold</b>");
      assertThat(browser.text(".facts")).contains("pt_BR", "Regular message");
      assertThat(commands(lake).show("edited", CampaignFormat.JSON))
          .contains("\"<b>Bold</b>\"", "\"REGULAR\"", "\"pt_BR\"");
      browser.assertNoErrors();
    }
  }

  @Test
  void changeThatCameTooLate_isToldInPortugueseAndShowsHowItStands() {
    TestLake lake = ShopLake.lake();
    create(lake, "raced");
    try (Console console = serve(lake);
        Browser browser = browser("pt")) {
      browser.go(campaign(console, "raced")).click("#set-status").click("#action-pause");
      commands(lake).stop("raced", ANA, CampaignFormat.JSON);
      browser.click("#confirm");
      browser.untilShown(
          "dialog .problem", "Não é possível: a campanha está com o status Encerrada.");
      assertThat(browser.text(".head .badge")).isEqualTo("Encerrada");
    }
  }

  @Test
  void report_arrivesByMail() throws Exception {
    try (MailServer mail = MailServer.plain()) {
      TestLake lake = ShopLake.lake(mail.settings("none"));
      try (Console console = serve(lake);
          Browser browser = browser("pt")) {
        browser.go(console.url()).click("#send");
        browser.type("[name=email]", "nobody").click("#confirm");
        browser.untilShown("dialog .problem", "Isto não é um endereço de e-mail.");
        browser.type("[name=email]", "ana@example.com, bia@example.com");
        browser.picture("console-send").assertAccessible();
        browser.click("#confirm").untilShown("#notice", "ana@example.com, bia@example.com");

        assertThat(mail.received()).hasSize(1);
        MailServer.Received received = mail.received().get(0);
        assertThat(received.to()).containsExactlyInAnyOrder("ana@example.com", "bia@example.com");
        assertThat(new String(received.attachedBytes(), StandardCharsets.UTF_8))
            .startsWith("userId,deliveredReminderAt,");
        browser.assertNoErrors();
      }
    }
  }

  @Test
  void refusalOfTheMailServer_isTold() {
    try (MailServer mail = MailServer.plain().knowsNot("gone@example.com")) {
      TestLake lake = ShopLake.lake(mail.settings("none"));
      try (Console console = serve(lake);
          Browser browser = browser("es")) {
        browser.go(console.url()).click("#send").type("[name=email]", "gone@example.com");
        browser.click("#confirm");
        browser.untilShown("dialog .problem", "El servidor de correo no lo aceptó: 5");
        assertThat(mail.received()).isEmpty();
      }
    }
  }

  @Test
  void rangeChosen_isCountedByTheConsole() {
    TestLake lake = ShopLake.lake();
    try (Console console = serve(lake);
        Browser browser = browser("en")) {
      browser.go(console.url() + "#scope=ALL&from=&to=");
      assertThat(browser.text("#card-unique_clicks .value")).matches("[1-9][0-9]*");
      browser.redrawn(() -> browser.choose("#from", "2026-03-05"));
      browser.redrawn(() -> browser.choose("#to", "2026-03-09"));
      assertThat(browser.text("#card-unique_clicks .value")).matches("[0-9]+");
      browser.picture("console-light");
      browser.assertAccessible();
      browser.assertNoErrors();
    }
  }
}
