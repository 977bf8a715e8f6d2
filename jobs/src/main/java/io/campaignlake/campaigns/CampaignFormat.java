package io.campaignlake.campaigns;

import java.time.ZoneId;
import java.util.List;

/** How campaigns are printed. */
public enum CampaignFormat {
  /** Aligned columns. */
  TEXT,
  /** The same for a terminal, with the status in colour. */
  COLOURED_TEXT,
  /** The stable form for programs. */
  JSON;

  String list(List<Campaign> campaigns, ZoneId zone) {
    return this == JSON
        ? CampaignJson.list(campaigns)
        : new CampaignText(zone, this).list(campaigns);
  }

  String show(Campaign campaign, ZoneId zone) {
    return this == JSON ? CampaignJson.show(campaign) : new CampaignText(zone, this).show(campaign);
  }
}
