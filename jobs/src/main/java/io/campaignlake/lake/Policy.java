package io.campaignlake.lake;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Every configured value that a number depends on. The lake keeps the values it was computed with.
 *
 * @param zone business zone that cuts days
 * @param assistedWindow longest time from delivery to an ASSISTED order
 * @param clickThroughWindow longest time from click to a CLICK_THROUGH order
 * @param quickRepliesClaim whether a quick reply claims orders as a link click does
 * @param explainHorizon how long before an order touches are its candidates
 * @param explainAhead how long after an order touches are still listed
 * @param keptCandidates candidates kept beside the winner
 * @param excludedStatuses order states that earn no conversion
 * @param defaultRegion two-letter region for a shop's national numbers
 * @param botAgents patterns of preview fetchers
 * @param sentAfter quiet time after which an undeclared broadcast is SENT
 * @param activeFor how long an inbound message keeps a person active
 * @param chargedBasis SENT or DELIVERED
 * @param maturesAfterDays days from send date to final numbers
 * @param values the same, as configured, by key: what the lake stores
 */
public record Policy(
    ZoneId zone,
    Duration assistedWindow,
    Duration clickThroughWindow,
    boolean quickRepliesClaim,
    Duration explainHorizon,
    Duration explainAhead,
    int keptCandidates,
    List<String> excludedStatuses,
    String defaultRegion,
    List<String> botAgents,
    Duration sentAfter,
    Duration activeFor,
    String chargedBasis,
    int maturesAfterDays,
    Map<String, String> values)
    implements Serializable {

  static Policy read(LakeConfig config, List<String> problems) {
    Reading reading = new Reading(config, problems, new ArrayList<>());
    Policy policy =
        new Policy(
            reading.of("lake.zone", (c, key) -> ZoneId.of(c.getString(key))),
            reading.of("attribution.assisted-window", Policy::window),
            reading.of("attribution.click-through-window", Policy::window),
            Boolean.TRUE.equals(reading.of("attribution.quick-replies-claim", Config::getBoolean)),
            reading.of("attribution.explain-horizon", Policy::window),
            reading.of("attribution.explain-ahead", Policy::window),
            reading.count("attribution.kept-candidates"),
            reading.of("orders.excluded-statuses", (c, key) -> List.copyOf(c.getStringList(key))),
            reading.of("phones.default-region", Policy::region),
            reading.of("clicks.bot-agents", Policy::patterns),
            reading.of("campaigns.sent-after", Policy::window),
            reading.of("campaigns.active-for", Policy::window),
            reading.of("charges.basis", Policy::basis),
            reading.count("finality.matures-after-days"),
            config.values(reading.keys()));
    if (problems.isEmpty()) {
      policy.refuseWindowsBeyondHorizon(problems);
    }
    return policy;
  }

  // Candidates are looked for within the horizon only: a longer window would lose credits silently.
  private void refuseWindowsBeyondHorizon(List<String> problems) {
    if (assistedWindow.compareTo(explainHorizon) > 0
        || clickThroughWindow.compareTo(explainHorizon) > 0) {
      problems.add(
          "Cannot use attribution.explain-horizon = %s: a window is longer. Make it at least as long."
              .formatted(values.get("attribution.explain-horizon")));
    }
  }

  /** Reads keys and remembers which: together they are the policy. */
  private record Reading(LakeConfig config, List<String> problems, List<String> keys) {
    <T> T of(String key, BiFunction<Config, String, T> reader) {
      keys.add(key);
      return config.read(key, reader, problems);
    }

    int count(String key) {
      Integer count = of(key, (c, name) -> notNegative(c.getInt(name), 0));
      return count == null ? 0 : count;
    }
  }

  private static Duration window(Config config, String key) {
    return notNegative(config.getDuration(key), Duration.ZERO);
  }

  private static <T extends Comparable<T>> T notNegative(T value, T zero) {
    if (value.compareTo(zero) < 0) {
      throw new IllegalArgumentException("it is negative");
    }
    return value;
  }

  private static String region(Config config, String key) {
    String region = config.getString(key).toUpperCase(Locale.ROOT);
    if (!Set.of(Locale.getISOCountries()).contains(region)) {
      throw new IllegalArgumentException("it is not a two-letter ISO 3166 region");
    }
    return region;
  }

  private static List<String> patterns(Config config, String key) {
    List<String> patterns = List.copyOf(config.getStringList(key));
    patterns.forEach(Pattern::compile);
    return patterns;
  }

  private static String basis(Config config, String key) {
    String basis = config.getString(key);
    if (!Set.of("SENT", "DELIVERED").contains(basis)) {
      throw new IllegalArgumentException("it is neither SENT nor DELIVERED");
    }
    return basis;
  }
}
