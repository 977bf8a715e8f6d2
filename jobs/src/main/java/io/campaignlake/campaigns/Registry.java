package io.campaignlake.campaigns;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import io.campaignlake.campaigns.Campaign.Counts;
import io.campaignlake.gold.CampaignSummary;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.KernelSnapshot;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.Table;
import io.campaignlake.lake.TableRow;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.Campaigns;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All campaigns as of now: what commands changed, else what definitions say, else what the last run
 * made of the messages (semantics §8). A campaign exists when one of the three names it.
 */
final class Registry {
  static final Comparator<Campaign> BY_ID =
      comparing(
          campaign -> campaign.id().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private static final Comparator<Campaign> LATEST_FIRST =
      comparing(Campaign::createdAt, nullsLast(reverseOrder())).thenComparing(BY_ID);

  private final Map<String, TableRow> definitions;
  private final Map<String, TableRow> summaries;
  private final Map<String, List<Change>> changes;
  private final Duration sentAfter;

  private Registry(
      Map<String, TableRow> definitions,
      Map<String, TableRow> summaries,
      Map<String, List<Change>> changes,
      Duration sentAfter) {
    this.definitions = definitions;
    this.summaries = summaries;
    this.changes = changes;
    this.sentAfter = sentAfter;
  }

  static Registry read(KernelTables tables, Duration sentAfter) {
    Map<String, List<Change>> changes =
        changes(tables.latest(CampaignChanges.TABLE).map(KernelSnapshot::rows).orElse(List.of()));
    Map<String, TableRow> definitions = byId(tables, Campaigns.TABLE, Campaigns.CAMPAIGN_ID);
    Map<String, TableRow> summaries =
        byId(tables, CampaignSummary.TABLE, CampaignSummary.CAMPAIGN_ID);
    return new Registry(definitions, summaries, changes, sentAfter);
  }

  private static Map<String, TableRow> byId(KernelTables tables, Table table, Field id) {
    Map<String, TableRow> rows = new HashMap<>();
    Optional<KernelSnapshot> latest = tables.latest(table);
    latest.ifPresent(snapshot -> snapshot.rows().forEach(row -> rows.put(row.text(id), row)));
    return rows;
  }

  private static Map<String, List<Change>> changes(List<TableRow> rows) {
    Map<String, List<Change>> changes = new HashMap<>();
    for (TableRow row : rows) {
      Change change = Change.of(row);
      changes.computeIfAbsent(change.campaignId(), id -> new ArrayList<>()).add(change);
    }
    // Their number orders them, never the time.
    changes.values().forEach(list -> list.sort(comparing(Change::number)));
    return changes;
  }

  /** The same campaigns with the changes that a later version of the table holds. */
  Registry at(KernelSnapshot later) {
    return new Registry(definitions, summaries, changes(later.rows()), sentAfter);
  }

  /** All campaigns, the latest created first. */
  List<Campaign> campaigns() {
    Set<String> ids = new HashSet<>(definitions.keySet());
    ids.addAll(summaries.keySet());
    ids.addAll(changes.keySet());
    return ids.stream().map(this::resolved).sorted(LATEST_FIRST).toList();
  }

  /** The campaign; empty when nothing names it. */
  Optional<Campaign> campaign(String id) {
    boolean exists =
        definitions.containsKey(id) || summaries.containsKey(id) || changes.containsKey(id);
    return exists ? Optional.of(resolved(id)) : Optional.empty();
  }

  private Campaign resolved(String id) {
    CampaignSources sources =
        new CampaignSources(
            changes.getOrDefault(id, List.of()),
            definitions.getOrDefault(id, new TableRow(Map.of())),
            summaries.getOrDefault(id, new TableRow(Map.of())));
    String type = sources.text(Campaigns.TYPE).orElse("BROADCAST");
    Long declared = sources.declaredAudience();
    Counts counts = sources.counts();
    CampaignStatus.Evidence evidence =
        new CampaignStatus.Evidence(
            sources.commanded(),
            type,
            declared,
            counts.attempted(),
            sources.lastMessageAt(),
            sources.lakeLatestAt());
    return new Campaign(
        id,
        sources.text(Campaigns.NAME).orElse(id),
        CampaignStatus.of(evidence, sentAfter),
        type,
        sources.text(Campaigns.MESSAGE_TYPE).orElse("TEMPLATE"),
        sources.text(Campaigns.TEMPLATE_NAME).orElse(null),
        sources.text(Campaigns.LANGUAGE).orElse(null),
        sources.createdAt(),
        Math.max(counts.attempted(), declared == null ? 0 : declared),
        counts,
        sources.changes());
  }
}
