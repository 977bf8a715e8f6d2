package io.campaignlake.mail;

import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.MailSettings;
import io.campaignlake.lake.MailSettings.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** The SMTP server of the configuration. */
public final class SmtpServer {
  private final MailSettings settings;
  private final EmailAddress from;
  private final Session session;
  private final PrintStream progress;

  /**
   * Checks what can be checked without a connection.
   *
   * @param progress gets a line before each wait: standard error
   * @throws LakeException of usage when no mail can be sent with these settings
   */
  public SmtpServer(MailSettings settings, PrintStream progress) {
    if (!settings.problems().isEmpty()) {
      throw LakeException.usage(settings.problems()).named("no-mail");
    }
    this.settings = settings;
    this.from = sender(settings.from());
    this.session = Session.getInstance(properties(settings));
    this.progress = progress;
  }

  private static EmailAddress sender(String text) {
    try {
      return new EmailAddress(text);
    } catch (IllegalArgumentException e) {
      throw LakeException.usage(
          "Cannot use mail.from = %s: it is no e-mail address (%s). Correct it."
              .formatted(text, e.getMessage()));
    }
  }

  private static Properties properties(MailSettings settings) {
    Properties properties = new Properties();
    String timeout = String.valueOf(settings.timeout().toMillis());
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    properties.put("mail.smtp.auth", String.valueOf(settings.credentials().isPresent()));
    boolean isStartTls = settings.security() == Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", String.valueOf(isStartTls));
    properties.put("mail.smtp.starttls.required", String.valueOf(isStartTls));
    properties.put("mail.smtp.ssl.enable", String.valueOf(settings.security() == Security.TLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    settings
        .certificates()
        .ifPresent(
            pem -> properties.put("mail.smtp.ssl.socketFactory", TrustedCertificates.sockets(pem)));
    // One refused recipient refuses the mail: nobody has it then, and a repeat is no second copy.
    properties.put("mail.smtp.sendpartial", "false");
    // What the server says after it has taken the mail is of no matter.
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  /**
   * Sends the mail to all of its recipients or to none, trying again while the refusal is
   * temporary.
   *
   * @param what names it in messages
   * @throws LakeException saying why it could not be sent
   */
  public void send(Mail mail, String what) {
    Duration wait = settings.retryWait();
    for (int attempt = 1; ; attempt++) {
      Optional<Refusal> refusal = attempt(mail);
      if (refusal.isEmpty()) {
        return;
      }
      if (!refusal.get().isTemporary() || attempt == settings.attempts()) {
        throw refused(mail, what, refusal.get(), attempt);
      }
      progress.printf(
          "%s:%d: %s; trying again in %s%n",
          settings.host(), settings.port(), refusal.get().reason(), shown(wait));
      pause(wait, what);
      wait = wait.multipliedBy(2);
    }
  }

  private Optional<Refusal> attempt(Mail mail) {
    int lastCode = -1;
    try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
      try {
        MimeMail message = MimeMail.of(session, from, mail);
        transport.connect(
            settings.host(),
            settings.port(),
            settings.credentials().map(c -> c.user()).orElse(null),
            settings.credentials().map(c -> c.password()).orElse(null));
        transport.sendMessage(message, message.getAllRecipients());
        return Optional.empty();
      } finally {
        lastCode = transport.getLastReturnCode();
      }
    } catch (MessagingException e) {
      return Optional.of(Refusal.of(e, lastCode));
    }
  }

  private LakeException refused(Mail mail, String what, Refusal refusal, int attempts) {
    String to = mail.to().stream().map(EmailAddress::text).collect(Collectors.joining(", "));
    return LakeException.failed(
            "Cannot send %s to %s: %s:%d: %s%s. %s"
                .formatted(
                    what,
                    to,
                    settings.host(),
                    settings.port(),
                    refusal.reason(),
                    attempts == 1 ? "" : " (tried %d times)".formatted(attempts),
                    refusal.remedy()))
        .named("mail-refused", refusal.reason());
  }

  private static String shown(Duration wait) {
    return wait.toSeconds() > 0 ? wait.toSeconds() + " s" : wait.toMillis() + " ms";
  }

  private static void pause(Duration wait, String what) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LakeException.failed("Cannot send %s: interrupted. Send it again.".formatted(what), e);
    }
  }
}
