package io.campaignlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a report's mail is said before Spark starts. */
final class ReportCommandTest {
  private static List<String> refused(String... arguments) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      assertThat(LakeCommand.execute(arguments)).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void mailWithoutServerToBadAddresses_namesEveryProblem() {
    assertThat(refused("report", "conversions", "--email", "ana@example.com,bob", "--email", "x@"))
        .containsExactly(
            "Cannot send mail: mail.host is not set. Give the SMTP server in conf/lake.conf, with --set, or as MAIL_HOST.",
            "Cannot send mail: mail.from is not set. Give the sender's address in conf/lake.conf, with --set, or as MAIL_FROM.",
            "Cannot send to 'bob': it is no e-mail address (missing final '@domain'). Correct it.",
            "Cannot send to 'x@': it is no e-mail address (missing domain). Correct it.");
  }

  @Test
  void badSender_isNamed() {
    assertThat(
            refused(
                "report",
                "overview",
                "--email",
                "ana@example.com",
                "--set",
                "mail.host=localhost",
                "--set",
                "mail.from=lake"))
        .containsExactly(
            "Cannot use mail.from = lake: it is no e-mail address (missing final '@domain'). Correct it.");
  }

  @Test
  void deliveryIdWithoutMail_isWrongUsage() {
    assertThat(refused("report", "overview", "--delivery-id", "daily/1"))
        .containsExactly(
            "Cannot use --delivery-id daily/1: nothing is to be sent. Add --email, or leave it out.");
  }
}
