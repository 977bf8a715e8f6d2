package io.campaignlake.campaigns;

import io.campaignlake.lake.KernelSnapshot;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.silver.CampaignChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes to {@code silver.campaign_changes}, so that no command acts on a state that it has not
 * seen: a change holds only while its campaign still is as it was when the command decided.
 */
final class ChangeLog {
  private static final int ATTEMPTS = 20;

  private final KernelTables tables;

  ChangeLog(KernelTables tables) {
    this.tables = tables;
  }

  /**
   * What a command decided.
   *
   * @param verb of the command, for messages
   * @param values in the order of their numbers; at least one
   * @param seenChange number of the campaign's last change that the decision knew, 0 for none
   */
  record Decision(String verb, String campaignId, List<FieldValue> values, long seenChange) {}

  /**
   * Appends the decision in one commit.
   *
   * @param seen all campaigns as the command saw them
   * @return all campaigns with it
   */
  Registry append(Registry seen, Decision decision, Author author, Instant now) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      KernelSnapshot latest = tables.created(CampaignChanges.TABLE);
      refuseIfLost(seen.at(latest), decision);
      List<Change> changes = numbered(decision, author, now);
      // Commands on other campaigns may take the next version first: look again and try again.
      Optional<Long> version = tables.append(latest, changes.stream().map(Change::row).toList());
      if (version.isPresent()) {
        return seen.at(tables.created(CampaignChanges.TABLE));
      }
    }
    throw Refusals.crowded(decision.verb(), decision.campaignId());
  }

  private static void refuseIfLost(Registry now, Decision decision) {
    List<Change> changes =
        now.campaign(decision.campaignId()).map(Campaign::changes).orElse(List.of());
    changes.stream()
        .filter(change -> change.number() > decision.seenChange())
        .reduce((earlier, later) -> later)
        .ifPresent(
            winner -> {
              throw Refusals.lostRace(decision.verb(), decision.campaignId(), winner);
            });
  }

  private static List<Change> numbered(Decision decision, Author author, Instant now) {
    List<Change> changes = new ArrayList<>();
    long number = decision.seenChange();
    for (FieldValue value : decision.values()) {
      number++;
      changes.add(
          new Change(
              decision.campaignId(),
              number,
              now,
              author.by(),
              value.field(),
              value.from(),
              value.to(),
              author.reason()));
    }
    return changes;
  }
}
