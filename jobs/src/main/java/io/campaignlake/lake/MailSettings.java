package io.campaignlake.lake;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys {@code mail.*}: how mail leaves.
 *
 * @param host of the SMTP server; empty when no mail can be sent
 * @param from address of the sender; empty likewise
 * @param certificates PEM file of what is trusted; empty for what the JDK trusts
 * @param timeout longest wait for a connection and for each answer
 * @param attempts how often a mail is tried, at least once
 * @param retryWait before the second attempt; each further wait is twice as long
 * @param gzipAbove bytes from which on an attachment is compressed
 * @param maxSize bytes above which an attachment stays behind
 */
public record MailSettings(
    String host,
    int port,
    String from,
    Security security,
    Optional<Path> certificates,
    Optional<Credentials> credentials,
    Duration timeout,
    int attempts,
    Duration retryWait,
    long gzipAbove,
    long maxSize) {

  /** How the conversation is kept from others. */
  public enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  static MailSettings read(LakeConfig config, List<String> problems) {
    List<String> wrong = new ArrayList<>();
    String host = config.read("mail.host", c -> c.getString("mail.host").strip(), wrong);
    Integer port = config.read("mail.port", MailSettings::port, wrong);
    String from = config.read("mail.from", c -> c.getString("mail.from").strip(), wrong);
    Security security = config.read("mail.security", MailSettings::security, wrong);
    Optional<Path> certificates =
        config.read("mail.certificates", MailSettings::certificates, wrong);
    Optional<Credentials> credentials = Credentials.read(config, "MAIL", wrong);
    Duration timeout = config.read("mail.timeout", c -> positive(c, "mail.timeout"), wrong);
    Integer attempts = config.read("mail.attempts", MailSettings::attempts, wrong);
    Duration wait = config.read("mail.retry-wait", c -> positive(c, "mail.retry-wait"), wrong);
    Long gzipAbove = config.read("mail.gzip-above", c -> c.getBytes("mail.gzip-above"), wrong);
    Long maxSize = config.read("mail.max-size", c -> c.getBytes("mail.max-size"), wrong);
    problems.addAll(wrong);
    return !wrong.isEmpty()
        ? null
        : new MailSettings(
            host,
            port,
            from,
            security,
            certificates,
            credentials,
            timeout,
            attempts,
            wait,
            gzipAbove,
            maxSize);
  }

  /** Why no mail can be sent with these settings: a sentence for each key that is missing. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (host.isEmpty()) {
      problems.add(missing("mail.host", "the SMTP server"));
    }
    if (from.isEmpty()) {
      problems.add(missing("mail.from", "the sender's address"));
    }
    return problems;
  }

  private static String missing(String key, String meaning) {
    return "Cannot send mail: %s is not set. Give %s in conf/lake.conf, with --set, or as %s."
        .formatted(key, meaning, LakeConfig.variable(key));
  }

  private static int port(Config config) {
    int port = config.getInt("mail.port");
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("it is not between 1 and 65535");
    }
    return port;
  }

  private static Security security(Config config) {
    String word = config.getString("mail.security").strip();
    for (Security security : Security.values()) {
      if (security.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
        return security;
      }
    }
    throw new IllegalArgumentException("it is neither none, starttls nor tls");
  }

  private static Optional<Path> certificates(Config config) {
    String file = config.getString("mail.certificates").strip();
    if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
      throw new IllegalArgumentException("there is no such file");
    }
    return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
  }

  private static int attempts(Config config) {
    int attempts = config.getInt("mail.attempts");
    if (attempts < 1) {
      throw new IllegalArgumentException("it is less than 1");
    }
    return attempts;
  }

  // A time of zero would mean to the mail library: wait for ever.
  private static Duration positive(Config config, String key) {
    Duration duration = config.getDuration(key);
    if (duration.toMillis() < 1 || duration.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("it is not between a millisecond and 24 days");
    }
    return duration;
  }
}
