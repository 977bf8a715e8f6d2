package io.campaignlake.campaigns;

import io.campaignlake.campaigns.Campaign.Counts;
import io.campaignlake.gold.CampaignSummary;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.TableRow;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.Campaigns;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who says what about one campaign: a command before a definition before the last run. A definition
 * that comes later never undoes a command.
 *
 * @param changes in their order
 * @param definition of {@code silver.campaigns}, without values where there is none
 * @param summary of {@code gold.campaign_summary}, likewise; it carries what the first message
 *     shows
 */
record CampaignSources(List<Change> changes, TableRow definition, TableRow summary) {

  Optional<String> text(Field field) {
    return Optional.ofNullable(edits().get(field.name()))
        .or(() -> Optional.ofNullable(definition.text(field)))
        .or(() -> Optional.ofNullable(summary.text(field)));
  }

  /** The last value that commands gave each field. */
  private Map<String, String> edits() {
    Map<String, String> edits = new HashMap<>();
    changes.forEach(change -> edits.put(change.field(), change.to()));
    return edits;
  }

  CampaignStatus commanded() {
    String status = edits().get(CampaignChanges.STATUS_FIELD);
    return status == null ? null : CampaignStatus.valueOf(status);
  }

  Long declaredAudience() {
    String edited = edits().get(Campaigns.DECLARED_AUDIENCE_SIZE.name());
    if (edited != null) {
      return Long.valueOf(edited);
    }
    Long defined = definition.number(Campaigns.DECLARED_AUDIENCE_SIZE);
    return defined != null ? defined : summary.number(CampaignSummary.DECLARED_AUDIENCE_SIZE);
  }

  Instant createdAt() {
    Optional<Instant> defined = Optional.ofNullable(definition.instant(Campaigns.CREATED_AT));
    Optional<Instant> commanded =
        changes.stream().filter(Change::isCreation).map(Change::at).findFirst();
    return defined.or(() -> commanded).orElse(summary.instant(CampaignSummary.CREATED_AT));
  }

  Instant lastMessageAt() {
    return summary.instant(CampaignSummary.LAST_MESSAGE_AT);
  }

  Instant lakeLatestAt() {
    return summary.instant(CampaignSummary.LAKE_LATEST_AT);
  }

  Counts counts() {
    if (summary.values().isEmpty()) {
      return Counts.NONE;
    }
    return new Counts(
        summary.number(CampaignSummary.ATTEMPTED),
        summary.number(CampaignSummary.SUBMITTED),
        summary.number(CampaignSummary.SENT),
        summary.number(CampaignSummary.DELIVERED),
        summary.number(CampaignSummary.READ),
        summary.number(CampaignSummary.FAILED),
        summary.number(CampaignSummary.PENDING),
        summary.number(CampaignSummary.CHARGED_MESSAGES));
  }
}
