package io.campaignlake.lake;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One key of {@code conf/lake.conf}, as the file itself explains it.
 *
 * @param defaultValue as it is written
 * @param isPolicy whether numbers depend on it
 * @param meaning the comment above it
 */
public record ConfigKey(String key, String defaultValue, boolean isPolicy, String meaning) {
  private static final String POLICY = "[policy]";

  static ConfigKey of(String key, ConfigValue value) {
    String comment = comment(value);
    boolean isPolicy = comment.startsWith(POLICY);
    return new ConfigKey(
        key,
        text(value),
        isPolicy,
        isPolicy ? comment.substring(POLICY.length()).strip() : comment);
  }

  static String comment(ConfigValue value) {
    return value.origin().comments().stream().map(String::strip).collect(Collectors.joining(" "));
  }

  private static String text(ConfigValue value) {
    return value.unwrapped() instanceof List<?> items
        ? items.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : value.unwrapped() instanceof String text
            ? text
            : value.render(ConfigRenderOptions.concise());
  }
}
