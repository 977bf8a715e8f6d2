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
    String host = config.read("mail.host", Config::getString, wrong);
    Integer port = config.read("mail.port", MailSettings::port, wrong);
    String from = config.read("mail.from", Config::getString, wrong);
    Security security = config.read("mail.security", MailSettings::security, wrong);
    Optional<Path> certificates =
        config.read("mail.certificates", MailSettings::certificates, wrong);
    Optional<Credentials> credentials = Credentials.read(config, "MAIL", wrong);
    Duration timeout = config.read("mail.timeout", MailSettings::positive, wrong);
    Integer attempts = config.read("mail.attempts", Settings::positive, wrong);
    Duration wait = config.read("mail.retry-wait", MailSettings::positive, wrong);
    Long gzipAbove = config.read("mail.gzip-above", Config::getBytes, wrong);
    Long maxSize = config.read("mail.max-size", Config::getBytes, wrong);
    problems.addAll(wrong);
    return !wrong.isEmpty()
        ? null
        : new MailSettings(
            host.strip(),
            port,
            from.strip(),
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

  private static int port(Config config, String key) {
    int port = config.getInt(key);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("it is not between 1 and 65535");
    }
    return port;
  }

  private static Security security(Config config, String key) {
    String word = config.getString(key).strip();
    for (Security security : Security.values()) {
      if (security.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
        return security;
      }
    }
    throw new IllegalArgumentException("it is neither none, starttls nor tls");
  }

  private static Optional<Path> certificates(Config config, String key) {
    String file = config.getString(key).strip();
    if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
      throw new IllegalArgumentException("there is no such file");
    }
    return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
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
