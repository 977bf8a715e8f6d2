package io.campaignlake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.MailSettings;
import io.campaignlake.lake.Settings;
import io.campaignlake.testing.MailServer;
import io.campaignlake.testing.MailServer.Received;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real conversations with a real server. */
final class SmtpServerTest {
  private static final Map<String, String> NOBODY = Map.of();
  private static final Map<String, String> LAKE =
      Map.of("MAIL_USER", MailServer.USER, "MAIL_PASSWORD", MailServer.PASSWORD);

  @TempDir private static Path folder;
  private static Path certificate;
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeAll
  static void makeCertificate() throws IOException {
    certificate = MailServer.certificate(folder);
  }

  private void send(Mail mail, Map<String, String> environment, String... sets) {
    MailSettings settings = Settings.of(LakeConfig.load(null, List.of(sets), environment)).mail();
    new SmtpServer(settings, new PrintStream(progress, true, StandardCharsets.UTF_8))
        .send(mail, "report conversions");
  }

  private static Mail mail(String... to) {
    List<EmailAddress> addresses = EmailAddress.all(List.of(to), new ArrayList<>());
    return new Mail(addresses, "Conversões: março", "Linhas  <1>\n", null, "0123abcd");
  }

  private static String[] and(String[] sets, String... more) {
    List<String> all = new ArrayList<>(List.of(sets));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void mail_arrivesAsItWasWritten() throws Exception {
    Path csv = Files.writeString(folder.resolve("r.csv"), "userId\r\n'=x\r\nJosé\r\n");
    Mail mail =
        new Mail(
            mail("ana@example.com", "bob@example.com").to(),
            "Conversões: março\r\nBcc: all@example.com",
            "Linhas  <1>\n",
            new Mail.Attachment("conversions.csv", "text/csv; charset=UTF-8", csv),
            "0123abcd");
    try (MailServer server = MailServer.plain()) {
      send(mail, NOBODY, server.settings("none"));
      Received received = server.received().get(0);
      assertThat(server.received()).hasSize(1);
      assertThat(received.from()).isEqualTo("lake@example.com");
      assertThat(received.to()).containsExactly("ana@example.com", "bob@example.com");
      assertThat(received.wasEncrypted()).isFalse();
      assertThat(received.message().getSubject())
          .isEqualTo("Conversões: março Bcc: all@example.com");
      assertThat(received.message().getHeader("Bcc")).isNull();
      assertThat(received.message().getHeader("To", ",")).contains("ana@", "bob@");
      assertThat(received.message().getMessageID()).isEqualTo("<0123abcd@example.com>");
      assertThat(received.message().getHeader("Auto-Submitted", ",")).isEqualTo("auto-generated");
      assertThat(received.text()).isEqualToNormalizingNewlines("Linhas  <1>\n");
      assertThat(received.attachment().getFileName()).isEqualTo("conversions.csv");
      assertThat(received.attachment().getContentType()).startsWith("text/csv");
      assertThat(received.attachedBytes()).isEqualTo(Files.readAllBytes(csv));
      MimeMultipart body =
          (MimeMultipart)
              ((MimeMultipart) received.message().getContent()).getBodyPart(0).getContent();
      assertThat(body.getBodyPart(1).getContentType()).startsWith("text/html");
      assertThat((String) body.getBodyPart(1).getContent()).contains("Linhas  &lt;1&gt;");
    }
  }

  @Test
  void startTlsWithLogin_isEncrypted() {
    try (MailServer server = MailServer.startTls(folder)) {
      String[] trusting = and(server.settings("starttls"), "mail.certificates=" + certificate);
      send(mail("ana@example.com"), LAKE, trusting);
      assertThat(server.received()).hasSize(1);
      assertThat(server.received().get(0).wasEncrypted()).isTrue();
    }
  }

  @Test
  void tlsWithLogin_isTaken() {
    try (MailServer server = MailServer.tlsAlone(folder)) {
      send(
          mail("ana@example.com"),
          LAKE,
          and(server.settings("tls"), "mail.certificates=" + certificate));
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void wrongPassword_isToldAndNotTriedAgain() {
    try (MailServer server = MailServer.startTls(folder)) {
      String[] trusting = and(server.settings("starttls"), "mail.certificates=" + certificate);
      Map<String, String> wrong = Map.of("MAIL_USER", MailServer.USER, "MAIL_PASSWORD", "guess");
      assertThatThrownBy(() -> send(mail("ana@example.com"), wrong, trusting))
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith("Cannot send report conversions to ana@example.com: localhost:")
          .hasMessageContaining(": 535 ")
          .hasMessageEndingWith(". Correct MAIL_USER and MAIL_PASSWORD.")
          .hasMessageNotContaining("guess");
      assertThat(progress.toString()).isEmpty();
    }
  }

  @Test
  void serverWithoutStartTls_getsNothing() {
    try (MailServer server = MailServer.plain()) {
      assertThatThrownBy(() -> send(mail("ana@example.com"), NOBODY, server.settings("starttls")))
          .hasMessageContaining("STARTTLS is required but host does not support STARTTLS")
          .hasMessageEndingWith("Correct mail.security, mail.port or mail.certificates.");
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void certificateThatNobodyTrusts_endsTheConversation() {
    try (MailServer server = MailServer.startTls(folder)) {
      assertThatThrownBy(() -> send(mail("ana@example.com"), LAKE, server.settings("starttls")))
          .hasMessageContaining("unable to find valid certification path")
          .hasMessageEndingWith("Correct mail.security, mail.port or mail.certificates.");
      assertThat(server.received()).isEmpty();
      assertThat(progress.toString()).isEmpty();
    }
  }

  @Test
  void refusalForTheMoment_isTriedAgain() {
    try (MailServer server = MailServer.plain()) {
      server.refuseNext(451, "4.7.1 greylisted").refuseNext(421, "4.3.2 busy");
      send(mail("ana@example.com"), NOBODY, server.settings("none"));
      assertThat(server.received()).hasSize(1);
      assertThat(progress.toString().lines())
          .hasSize(2)
          .first()
          .asString()
          .contains("451 4.7.1 greylisted; trying again in 5 ms");
    }
  }

  @Test
  void refusalForTheMomentThatLasts_isToldInTheEnd() {
    try (MailServer server = MailServer.plain()) {
      for (int i = 0; i < 3; i++) {
        server.refuseNext(451, "4.7.1 greylisted");
      }
      assertThatThrownBy(() -> send(mail("ana@example.com"), NOBODY, server.settings("none")))
          .hasMessage(
              "Cannot send report conversions to ana@example.com: localhost:%d: 451 4.7.1 greylisted (tried 3 times). Check mail.host and mail.port, or send it again later."
                  .formatted(server.port()));
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void refusalForGood_isNotTriedAgain() {
    try (MailServer server = MailServer.plain()) {
      server.refuseNext(554, "5.7.1 no reports here");
      assertThatThrownBy(() -> send(mail("ana@example.com"), NOBODY, server.settings("none")))
          .hasMessageEndingWith(
              ": 554 5.7.1 no reports here. Correct the address or the keys mail.*, and send it again.");
      assertThat(server.received()).isEmpty();
      assertThat(progress.toString()).isEmpty();
    }
  }

  @Test
  void oneUnknownRecipient_meansThatNobodyGetsIt() {
    try (MailServer server = MailServer.plain()) {
      server.knowsNot("bob@example.com");
      Mail mail = mail("ana@example.com", "bob@example.com");
      assertThatThrownBy(() -> send(mail, NOBODY, server.settings("none")))
          .hasMessageContaining("to ana@example.com, bob@example.com: ")
          .hasMessageContaining("550 5.1.1 no mailbox bob@example.com");
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void deadHost_isTriedAndTold() {
    MailServer server = MailServer.plain();
    String[] sets = server.settings("none");
    server.close();
    assertThatThrownBy(() -> send(mail("ana@example.com"), NOBODY, sets))
        .hasMessageContaining("Connection refused (tried 3 times). Check mail.host and mail.port");
    assertThat(progress.toString().lines()).hasSize(2);
  }

  @Test
  void unknownHost_isTold() {
    try (MailServer server = MailServer.plain()) {
      String[] sets = and(server.settings("none"), "mail.host=no-such-host.invalid");
      assertThatThrownBy(() -> send(mail("ana@example.com"), NOBODY, sets))
          .hasMessageContaining("no-such-host.invalid:")
          .hasMessageContaining("there is no such host (tried 3 times)");
    }
  }

  @Test
  void serverThatNeverAnswers_isGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        MailServer server = MailServer.plain()) {
      String[] sets =
          and(
              server.settings("none"),
              "mail.port=" + silent.getLocalPort(),
              "mail.timeout=100 ms",
              "mail.attempts=1");
      assertThatThrownBy(() -> send(mail("ana@example.com"), NOBODY, sets))
          .hasMessageContaining("Read timed out");
    }
  }

  @Test
  void missingSettings_areAllNamed() {
    assertThatThrownBy(() -> send(mail("ana@example.com"), NOBODY))
        .hasMessage(
            "Cannot send mail: mail.host is not set. Give the SMTP server in conf/lake.conf, with --set, or as MAIL_HOST."
                + System.lineSeparator()
                + "Cannot send mail: mail.from is not set. Give the sender's address in conf/lake.conf, with --set, or as MAIL_FROM.")
        .extracting(e -> ((LakeException) e).exitCode())
        .isEqualTo(LakeException.USAGE);
  }

  @Test
  void wrongSettings_areAllNamed() {
    Map<String, String> half = Map.of("MAIL_USER", "lake");
    assertThatThrownBy(
            () ->
                send(
                    mail("ana@example.com"),
                    half,
                    "mail.port=0",
                    "mail.security=ssl3",
                    "mail.attempts=0",
                    "mail.timeout=0",
                    "mail.max-size=big",
                    "mail.certificates=/no/such/file"))
        .hasMessageContainingAll(
            "Cannot use mail.port = 0: it is not between 1 and 65535. Correct it.",
            "Cannot use mail.security = ssl3: it is neither none, starttls nor tls. Correct it.",
            "Cannot use mail.attempts = 0: it is not positive. Correct it.",
            "Cannot use mail.timeout = 0: it is not between a millisecond and 24 days. Correct it.",
            "Cannot use mail.max-size = big",
            "Cannot use mail.certificates = /no/such/file: there is no such file. Correct it.",
            "Cannot use MAIL_USER and MAIL_PASSWORD: only one of them is set. Set both or none.");
  }

  @Test
  void fileWithoutCertificates_isWrongUsage() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(
            () ->
                send(
                    mail("ana@example.com"),
                    NOBODY,
                    "mail.host=localhost",
                    "mail.from=lake@example.com",
                    "mail.certificates=" + empty))
        .hasMessageStartingWith("Cannot use mail.certificates = " + empty);
  }

  @Test
  void password_isNotPrinted() {
    Settings settings = Settings.of(LakeConfig.load(null, List.of(), LAKE));
    assertThat(settings.toString()).contains("lake:***").doesNotContain(MailServer.PASSWORD);
  }
}
