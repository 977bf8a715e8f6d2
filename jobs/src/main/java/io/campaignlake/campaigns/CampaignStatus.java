package io.campaignlake.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The state of a campaign and what may be done in it (semantics §8). */
public enum CampaignStatus {
  LIVE,
  PAUSED,
  SENT,
  STOPPED;

  /**
   * What the state follows from.
   *
   * @param commanded the state that the last pause, resume, stop or creation gave; null when none
   *     did
   * @param declaredAudience recipients as declared; null when undeclared
   * @param attempted distinct recipients attempted
   * @param lastMessageAt the campaign's latest attempt; null when there is none
   * @param lakeLatestAt the whole lake's latest attempt; null when there is none
   */
  public record Evidence(
      CampaignStatus commanded,
      String type,
      Long declaredAudience,
      long attempted,
      Instant lastMessageAt,
      Instant lakeLatestAt) {}

  /**
   * The same rule as {@code gold.CampaignSummary} states in SQL for all campaigns at once; a test
   * compares the two.
   *
   * @param sentAfter quiet time after which an undeclared broadcast is SENT
   */
  public static CampaignStatus of(Evidence evidence, Duration sentAfter) {
    if (evidence.commanded() == STOPPED || evidence.commanded() == PAUSED) {
      return evidence.commanded();
    }
    boolean isBroadcast = evidence.type().equals("BROADCAST");
    return isBroadcast && hasReachedAll(evidence, sentAfter) ? SENT : LIVE;
  }

  private static boolean hasReachedAll(Evidence evidence, Duration sentAfter) {
    if (evidence.declaredAudience() != null) {
      return evidence.attempted() >= evidence.declaredAudience();
    }
    if (evidence.lastMessageAt() == null || evidence.lakeLatestAt() == null) {
      return false;
    }
    Instant quietSince = evidence.lakeLatestAt().minus(sentAfter);
    return !evidence.lastMessageAt().isAfter(quietSince);
  }

  /** The steps that lead out of this state; none out of STOPPED. */
  List<Step> steps() {
    return Arrays.stream(Step.values()).filter(step -> step.from().contains(this)).toList();
  }

  /** Whether messages may be sent: neither paused nor stopped. */
  boolean maySend() {
    return this == LIVE || this == SENT;
  }
}
