package io.campaignlake.campaigns;

import static io.campaignlake.campaigns.CampaignStatus.LIVE;
import static io.campaignlake.campaigns.CampaignStatus.PAUSED;
import static io.campaignlake.campaigns.CampaignStatus.SENT;
import static io.campaignlake.campaigns.CampaignStatus.STOPPED;

import java.util.Locale;
import java.util.Set;

/** A step of the state machine: the states that it leaves and the one that it reaches. */
enum Step {
  PAUSE(Set.of(LIVE), PAUSED),
  RESUME(Set.of(PAUSED), LIVE),
  STOP(Set.of(LIVE, PAUSED, SENT), STOPPED);

  private final Set<CampaignStatus> from;
  private final CampaignStatus to;

  Step(Set<CampaignStatus> from, CampaignStatus to) {
    this.from = from;
    this.to = to;
  }

  Set<CampaignStatus> from() {
    return from;
  }

  CampaignStatus to() {
    return to;
  }

  /** As on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
