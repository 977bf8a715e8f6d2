package io.campaignlake.campaigns;

import java.time.Instant;

/**
 * Whether messages of a campaign may be sent.
 *
 * @param since the last pause, resume or stop, else the campaign's creation; null when unknown
 */
record SendingPermission(String campaignId, boolean maySend, CampaignStatus status, Instant since) {

  static SendingPermission of(Campaign campaign) {
    CampaignStatus status = campaign.status();
    return new SendingPermission(campaign.id(), status.maySend(), status, campaign.statusSince());
  }
}
