package io.campaignlake.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import io.campaignlake.mail.EmailAddress;
import io.campaignlake.reports.ReportDelivery.Order;
import io.campaignlake.reports.ReportDelivery.Receipt;
import io.campaignlake.reports.ReportRequest.Kind;
import io.campaignlake.testing.MailServer;
import io.campaignlake.testing.MailServer.Received;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports that a real SMTP server takes, or does not. */
@ExtendWith(SparkExtension.class)
final class ReportDeliveryTest {
  private static final Instant NOW = Instant.parse("2026-04-01T06:00:00Z");
  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
  private static final LocalDate LAST = LocalDate.parse("2026-03-31");
  private static final Supplier<Lake> NO_SPARK =
      () -> {
        throw new AssertionError("nothing was left to send");
      };

  @TempDir private Path folder;
  private SparkSession spark;
  private MailServer server;

  @BeforeEach
  void serve(SparkSession session) {
    spark = session;
    server = MailServer.plain();
    Lake lake = lake().lake();
    lake.create(RecordStatus.TABLE);
    spark.sql(
        ("INSERT INTO delta.`%s` SELECT 'm' || id, 'spring-sale', date'2026-03-10', '55119000' || id, 'Read', NULL,"
                + " timestamp'2026-03-10 12:00:00', timestamp'2026-03-10 12:05:00' FROM range(3)")
            .formatted(lake.path(RecordStatus.TABLE)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestLake lake(String... more) {
    List<String> sets = new ArrayList<>(List.of(server.settings("none")));
    sets.addAll(List.of(more));
    return new TestLake(spark, folder, NOW, sets.toArray(String[]::new));
  }

  private static ReportDelivery delivery(TestLake lake) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new ReportDelivery(lake.settings(), lake.clock(), nowhere);
  }

  private static Order order(Kind kind, Language language, String deliveryId, String... to) {
    ReportRequest request = new ReportRequest(kind, null, FIRST, LAST, language, null);
    return new Order(request, EmailAddress.all(List.of(to), new ArrayList<>()), deliveryId);
  }

  private static String csv(TestLake lake, Kind kind) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportRequest request = new ReportRequest(kind, null, FIRST, LAST, null, null);
    Reports.write(lake.lake(), lake.settings(), lake.clock(), request, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EN | Record status: all, 2026-03-01 – 2026-03-31 | Rows | The file is attached.",
        "PT | Status dos registros: todas, 2026-03-01 – 2026-03-31 | Linhas | O arquivo está anexo.",
        "ES | Estado de los registros: todas, 2026-03-01 – 2026-03-31 | Filas | El archivo va adjunto."
      })
  void reportOfRows_isAttachedAsItsCsv(Language language, String subject, String rows, String words)
      throws Exception {
    TestLake lake = lake();
    Receipt receipt =
        delivery(lake)
            .send(lake::lake, order(Kind.RECORD_STATUS, language, null, "ana@example.com"));
    Received received = server.received().get(0);
    assertThat(receipt.rows()).isEqualTo(3);
    assertThat(received.message().getSubject()).isEqualTo(subject);
    assertThat(received.text())
        .contains(words, "record-status-2026-03-01--2026-03-31.csv", receipt.deliveryId())
        .containsPattern(rows + " +3\\R");
    assertThat(received.attachment().getFileName())
        .isEqualTo("record-status-2026-03-01--2026-03-31.csv");
    assertThat(new String(received.attachedBytes(), StandardCharsets.UTF_8))
        .isEqualTo(csv(lake, Kind.RECORD_STATUS))
        .contains("spring-sale,551190001,Read");
  }

  @Test
  void overview_isTheTextAndItsJson() throws Exception {
    TestLake lake = lake();
    delivery(lake).send(lake::lake, order(Kind.OVERVIEW, Language.PT, null, "ana@example.com"));
    Received received = server.received().get(0);
    assertThat(received.text()).contains("Mensagens entregues", "O arquivo está anexo.");
    assertThat(received.attachment().getFileName()).endsWith(".json");
    var json = new ObjectMapper().readTree(received.attachedBytes());
    assertThat(json.get("from").textValue()).isEqualTo("2026-03-01");
    assertThat(json.get("metrics")).hasSize(18);
  }

  @Test
  void whatWasSent_isKept() throws Exception {
    TestLake lake = lake();
    Order order =
        order(Kind.RECORD_STATUS, Language.ES, "daily/1", "ana@example.com", "bob@example.com");
    delivery(lake).send(lake::lake, order);
    byte[] sent = server.received().get(0).attachedBytes();
    String digest = HexFormat.of().formatHex(MailedReport.sha256().digest(sent));
    List<String> rows =
        lake.table("ops.report_deliveries").orderBy("address").collectAsList().stream()
            .map(Row::toString)
            .toList();
    String common =
        ",record-status,all,2026-03-01,2026-03-31,es,3,%s,record-status-2026-03-01--2026-03-31.csv]"
            .formatted(digest);
    assertThat(rows)
        .containsExactly(
            "[2026-04-01 06:00:00.0,daily/1,ana@example.com" + common,
            "[2026-04-01 06:00:00.0,daily/1,bob@example.com" + common);
  }

  @Test
  void repeatUnderOneId_isSentToNobodyTwice() throws Exception {
    TestLake lake = lake();
    delivery(lake)
        .send(lake::lake, order(Kind.CONVERSIONS, Language.EN, "daily/1", "ana@example.com"));
    Receipt repeat =
        delivery(lake)
            .send(NO_SPARK, order(Kind.CONVERSIONS, Language.EN, "daily/1", "Ana@example.com"));
    assertThat(repeat.sentTo()).isEmpty();
    assertThat(repeat.sentBefore())
        .extracting(EmailAddress::text)
        .containsExactly("Ana@example.com");
    Receipt wider =
        delivery(lake)
            .send(
                lake::lake,
                order(
                    Kind.CONVERSIONS,
                    Language.EN,
                    "daily/1",
                    "ana@example.com",
                    "bob@example.com"));
    assertThat(wider.sentTo()).extracting(EmailAddress::text).containsExactly("bob@example.com");
    assertThat(server.received())
        .extracting(Received::to)
        .containsExactly(List.of("ana@example.com"), List.of("bob@example.com"));
    assertThat(server.received().get(0).message().getMessageID())
        .isEqualTo(server.received().get(1).message().getMessageID());
  }

  @Test
  void otherIdPeriodOrReport_isSent() {
    TestLake lake = lake();
    ReportDelivery delivery = delivery(lake);
    delivery.send(lake::lake, order(Kind.CONVERSIONS, Language.EN, "1", "ana@example.com"));
    delivery.send(lake::lake, order(Kind.CONVERSIONS, Language.EN, "2", "ana@example.com"));
    delivery.send(lake::lake, order(Kind.RECORD_STATUS, Language.EN, "1", "ana@example.com"));
    ReportRequest openPeriod = new ReportRequest(Kind.CONVERSIONS, null, FIRST, null, null, null);
    List<EmailAddress> ana = EmailAddress.all(List.of("ana@example.com"), new ArrayList<>());
    delivery.send(lake::lake, new Order(openPeriod, ana, "1"));
    delivery.send(lake::lake, order(Kind.CONVERSIONS, Language.EN, null, "ana@example.com"));
    delivery.send(lake::lake, order(Kind.CONVERSIONS, Language.EN, null, "ana@example.com"));
    assertThat(server.received()).hasSize(6);
    assertThat(lake.table("ops.report_deliveries").count()).isEqualTo(6);
  }

  @Test
  void refusedMail_isNotKeptAsSentAndGoesOutLater() throws Exception {
    TestLake lake = lake();
    Order order = order(Kind.CONVERSIONS, Language.EN, "daily/1", "ana@example.com");
    server.refuseNext(554, "5.7.1 no reports here");
    assertThatThrownBy(() -> delivery(lake).send(lake::lake, order))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot send report conversions to ana@example.com: ")
        .hasMessageContaining("554 5.7.1 no reports here");
    assertThat(lake.settings().lakeRoot() + "/ops/report_deliveries")
        .satisfies(path -> assertThat(Path.of(path)).doesNotExist());
    delivery(lake).send(lake::lake, order);
    assertThat(server.received()).hasSize(1);
    assertThat(lake.table("ops.report_deliveries").count()).isEqualTo(1);
  }

  @Test
  void longAttachment_isCompressed() throws Exception {
    TestLake lake = lake("mail.gzip-above=100");
    delivery(lake)
        .send(lake::lake, order(Kind.RECORD_STATUS, Language.EN, null, "ana@example.com"));
    Received received = server.received().get(0);
    assertThat(received.text()).contains("The file is attached, compressed with gzip.");
    assertThat(received.attachment().getFileName()).endsWith(".csv.gz");
    assertThat(received.attachment().getContentType()).startsWith("application/gzip");
    try (var unzipped = new GZIPInputStream(received.attachment().getInputStream())) {
      assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(csv(lake, Kind.RECORD_STATUS));
    }
  }

  @Test
  void attachmentBeyondTheLimit_staysInTheLakeAndTheMailSaysWhere() throws Exception {
    TestLake lake = lake("mail.max-size=100");
    for (String to : List.of("ana@example.com", "bob@example.com")) {
      delivery(lake).send(lake::lake, order(Kind.RECORD_STATUS, Language.EN, null, to));
    }
    List<Path> kept = files(Path.of(lake.settings().lakeRoot(), "_deliveries"));
    assertThat(kept).hasSize(1);
    assertThat(Files.readString(kept.get(0))).isEqualTo(csv(lake, Kind.RECORD_STATUS));
    assertThat(server.received())
        .hasSize(2)
        .allSatisfy(
            received -> {
              assertThat(received.attachment()).isNull();
              assertThat(received.text())
                  .contains("too large for a mail", "File      " + kept.get(0));
            });
    assertThat(lake.table("ops.report_deliveries").select("file").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(kept.get(0).toString());
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> f.toString().endsWith(".csv")).toList();
    }
  }

  @Test
  void unknownCampaign_isRefusedBeforeAnyMail() {
    TestLake lake = lake();
    ReportRequest nobody =
        new ReportRequest(Kind.CONVERSIONS, "nobody", FIRST, LAST, Language.EN, null);
    List<EmailAddress> ana = EmailAddress.all(List.of("ana@example.com"), new ArrayList<>());
    assertThatThrownBy(() -> delivery(lake).send(lake::lake, new Order(nobody, ana, null)))
        .hasMessageStartingWith("Cannot report on campaign nobody: there is no such campaign.");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void emptyDeliveryId_isWrongUsage() {
    assertThatThrownBy(() -> order(Kind.OVERVIEW, Language.EN, " ", "ana@example.com"))
        .hasMessage("Cannot use --delivery-id: it is empty. Name the delivery, or leave it out.")
        .extracting(e -> ((LakeException) e).exitCode())
        .isEqualTo(LakeException.USAGE);
  }
}
