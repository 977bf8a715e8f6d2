package io.campaignlake.lake;

import java.util.List;
import java.util.Optional;

/** A user and a password. They come from the environment alone, and are never printed. */
public record Credentials(String user, String password) {

  /**
   * @param prefix of the variables: {@code MAIL} reads MAIL_USER and MAIL_PASSWORD
   * @param problems gets a sentence when one is given without the other
   * @return empty when the environment has neither
   */
  public static Optional<Credentials> read(
      LakeConfig config, String prefix, List<String> problems) {
    String user = config.environment(prefix + "_USER").orElse("");
    String password = config.environment(prefix + "_PASSWORD").orElse("");
    if (user.isEmpty() != password.isEmpty()) {
      problems.add(
          "Cannot use %1$s_USER and %1$s_PASSWORD: only one of them is set. Set both or none."
              .formatted(prefix));
    }
    return user.isEmpty() ? Optional.empty() : Optional.of(new Credentials(user, password));
  }

  @Override
  public String toString() {
    return user + ":***";
  }
}
