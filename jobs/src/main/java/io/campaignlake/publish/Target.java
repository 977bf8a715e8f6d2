package io.campaignlake.publish;

import io.campaignlake.lake.Credentials;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.LakeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The database to publish to.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with the driver's options
 * @param credentials of PUBLISH_USER and PUBLISH_PASSWORD; without them the driver finds its own,
 *     for example in ~/.pgpass
 */
public record Target(String url, Optional<Credentials> credentials) {
  private static final String PREFIX = "jdbc:postgresql:";

  /**
   * @throws LakeException of usage, naming all that is wrong
   */
  public static Target of(String url, LakeConfig config) {
    List<String> problems = new ArrayList<>();
    String shown = withoutOptions(url);
    Properties parts = url.startsWith(PREFIX) ? Driver.parseURL(url, new Properties()) : null;
    if (parts == null) {
      problems.add(
          "Cannot publish to %s: it is no address of a PostgreSQL database. Write it like jdbc:postgresql://host:5432/database."
              .formatted(shown));
    } else if (url.matches("(?s).*[?&](user|password)=.*")) {
      problems.add(
          "Cannot publish to %s: a user or password in the address is seen by all who list processes. Set PUBLISH_USER and PUBLISH_PASSWORD in the environment."
              .formatted(shown));
    }
    Optional<Credentials> credentials = Credentials.read(config, "PUBLISH", problems);
    if (!problems.isEmpty()) {
      throw LakeException.usage(problems);
    }
    return new Target(url, credentials);
  }

  /**
   * A connection of its own; the driver is named, since a cluster's class loaders may hide it.
   *
   * @throws LakeException when there is none to be had
   */
  Connection connect() {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "campaign-lake");
    credentials.ifPresent(
        given -> {
          properties.setProperty("user", given.user());
          properties.setProperty("password", given.password());
        });
    try {
      return new Driver().connect(url, properties);
    } catch (SQLException e) {
      throw LakeException.failed(
          "Cannot publish to %s: %s. Check the address, PUBLISH_USER and PUBLISH_PASSWORD."
              .formatted(this, firstLine(e)),
          e);
    }
  }

  static String firstLine(SQLException e) {
    String message = e.getMessage() == null ? "unknown" : e.getMessage();
    return message.strip().lines().findFirst().orElse("unknown").replaceAll("\\.+$", "");
  }

  private static String withoutOptions(String url) {
    return url.replaceAll("[?].*", "");
  }

  @Override
  public String toString() {
    return withoutOptions(url);
  }
}
