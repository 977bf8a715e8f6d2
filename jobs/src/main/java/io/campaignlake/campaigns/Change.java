package io.campaignlake.campaigns;

import io.campaignlake.lake.TableRow;
import io.campaignlake.silver.CampaignChanges;
import java.time.Instant;

/**
 * One changed field of one campaign: a row of {@code silver.campaign_changes}.
 *
 * @param number counts up from 1 for each campaign
 * @param from null where there was nothing
 * @param reason null where nobody gave one
 */
record Change(
    String campaignId,
    long number,
    Instant at,
    String by,
    String field,
    String from,
    String to,
    String reason) {

  static Change of(TableRow row) {
    return new Change(
        row.text(CampaignChanges.CAMPAIGN_ID),
        row.number(CampaignChanges.CHANGE_NO),
        row.instant(CampaignChanges.CHANGED_AT),
        row.text(CampaignChanges.CHANGED_BY),
        row.text(CampaignChanges.FIELD),
        row.text(CampaignChanges.FROM_VALUE),
        row.text(CampaignChanges.TO_VALUE),
        row.text(CampaignChanges.REASON));
  }

  TableRow row() {
    return TableRow.of(
        CampaignChanges.TABLE.fields(), campaignId, number, at, by, field, from, to, reason);
  }

  boolean isOfStatus() {
    return field.equals(CampaignChanges.STATUS_FIELD);
  }

  /** Whether it is the creation of its campaign by command. */
  boolean isCreation() {
    return isOfStatus() && from == null;
  }
}
