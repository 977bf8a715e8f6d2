package io.campaignlake.lake;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  private static final List<String> KEYS =
      List.of(
          "lake.zone",
          "attribution.assisted-window",
          "attribution.click-through-window",
          "attribution.quick-replies-claim",
          "attribution.explain-horizon",
          "attribution.explain-ahead",
          "attribution.kept-candidates",
          "orders.excluded-statuses",
          "phones.default-region",
          "clicks.bot-agents",
          "campaigns.sent-after",
          "campaigns.active-for",
          "charges.basis",
          "finality.matures-after-days");

  static Policy read(LakeConfig config, List<String> problems) {
    Policy policy =
        new Policy(
            config.read(KEYS.get(0), c -> ZoneId.of(c.getString(KEYS.get(0))), problems),
            window(config, KEYS.get(1), problems),
            window(config, KEYS.get(2), problems),
            Boolean.TRUE.equals(config.read(KEYS.get(3), c -> c.getBoolean(KEYS.get(3)), problems)),
            window(config, KEYS.get(4), problems),
            window(config, KEYS.get(5), problems),
            count(config, KEYS.get(6), problems),
            config.read(KEYS.get(7), c -> List.copyOf(c.getStringList(KEYS.get(7))), problems),
            config.read(KEYS.get(8), c -> region(c, KEYS.get(8)), problems),
            config.read(KEYS.get(9), c -> patterns(c, KEYS.get(9)), problems),
            window(config, KEYS.get(10), problems),
            window(config, KEYS.get(11), problems),
            config.read(KEYS.get(12), c -> basis(c.getString(KEYS.get(12))), problems),
            count(config, KEYS.get(13), problems),
            config.values(KEYS));
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

  private static Duration window(LakeConfig config, String key, List<String> problems) {
    return config.read(
        key,
        c -> {
          Duration duration = c.getDuration(key);
          if (duration.isNegative()) {
            throw new IllegalArgumentException("it is negative");
          }
          return duration;
        },
        problems);
  }

  private static int count(LakeConfig config, String key, List<String> problems) {
    Integer count =
        config.read(
            key,
            c -> {
              if (c.getInt(key) < 0) {
                throw new IllegalArgumentException("it is negative");
              }
              return c.getInt(key);
            },
            problems);
    return count == null ? 0 : count;
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

  private static String basis(String basis) {
    if (!Set.of("SENT", "DELIVERED").contains(basis)) {
      throw new IllegalArgumentException("it is neither SENT nor DELIVERED");
    }
    return basis;
  }
}
