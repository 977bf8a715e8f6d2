package io.campaignlake.reference;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The choices that decide the numbers, and the campaign commands given so far.
 *
 * @param zone the business zone that cuts days
 * @param defaultRegion ISO 3166 alpha-2 region of shop numbers without a country
 * @param assistedWindow a delivery claims orders up to this long after it
 * @param clickWindow a click claims orders up to this long after it
 * @param horizonBefore candidates' anchors begin this long before the order
 * @param horizonAfter candidates' anchors end this long after the order
 * @param excludedStatuses order states that earn no conversion
 * @param chargedStatuses message states that are charged for
 * @param sentAfter an undeclared broadcast is over this long before the lake's latest attempt
 * @param changes commands that changed a campaign's state, in any order
 */
public record ReferencePolicy(
    ZoneId zone,
    String defaultRegion,
    Duration assistedWindow,
    Duration clickWindow,
    Duration horizonBefore,
    Duration horizonAfter,
    Set<String> excludedStatuses,
    Set<String> chargedStatuses,
    Duration sentAfter,
    List<StateChange> changes) {

  /**
   * One accepted pause, resume or stop.
   *
   * @param to the state after it: LIVE, PAUSED or STOPPED
   */
  public record StateChange(String campaignId, long changeNo, Instant changedAt, String to) {}

  /** The documented defaults, without any command. */
  public static ReferencePolicy defaults() {
    return new ReferencePolicy(
        ZoneId.of("America/Sao_Paulo"),
        "BR",
        Duration.ofHours(72),
        Duration.ofHours(360),
        Duration.ofDays(30),
        Duration.ofDays(1),
        Set.of("canceled", "payment-denied"),
        Set.of("SENT", "DELIVERED", "READ"),
        Duration.ofHours(24),
        List.of());
  }

  /** The same policy after these commands. */
  public ReferencePolicy withChanges(List<StateChange> commands) {
    return new ReferencePolicy(
        zone,
        defaultRegion,
        assistedWindow,
        clickWindow,
        horizonBefore,
        horizonAfter,
        excludedStatuses,
        chargedStatuses,
        sentAfter,
        commands);
  }

  LocalDate dayOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }
}
