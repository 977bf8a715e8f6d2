package io.campaignlake.reference;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;

import com.fasterxml.jackson.databind.node.TextNode;
import io.campaignlake.reference.ReferenceFacts.Definition;
import io.campaignlake.reference.ReferenceFacts.SendRow;
import io.campaignlake.reference.ReferenceFacts.StatusEvent;
import io.campaignlake.reference.ReferencePolicy.StateChange;
import io.campaignlake.reference.ReferenceTables.Campaign;
import io.campaignlake.reference.ReferenceTables.Message;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which campaigns exist, what they are, and in which state. */
final class ReferenceCampaigns {
  private static final Comparator<Definition> LATEST_FIRST =
      comparing(Definition::updatedAt, nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparing(Definition::hash, Canonical.TEXT)
          .reversed();

  private final ReferenceFacts facts;
  private final List<Message> messages;
  private final ReferencePolicy policy;
  private final ReferenceTime time;

  ReferenceCampaigns(
      ReferenceFacts facts, List<Message> messages, ReferencePolicy policy, Instant now) {
    this.facts = facts;
    this.messages = messages;
    this.policy = policy;
    this.time = new ReferenceTime(now);
  }

  List<Campaign> campaigns() {
    TreeSet<String> ids = new TreeSet<>(Canonical.TEXT);
    Stream.of(
            facts.definitions.stream().map(Definition::campaignId),
            facts.sends.stream().map(SendRow::campaignId),
            facts.statuses.stream().map(StatusEvent::campaignId).filter(Objects::nonNull))
        .forEach(named -> named.forEach(ids::add));
    return ids.stream().map(this::campaign).toList();
  }

  private Campaign campaign(String campaignId) {
    Optional<SendRow> earliestRow =
        facts.sends.stream()
            .filter(row -> row.campaignId().equals(campaignId))
            .min(ReferenceMessages.FIRST_ROW);
    Optional<Instant> createdAt = said(campaignId, "created_at").map(this::instant);
    return new Campaign(
        campaignId,
        said(campaignId, "name").orElse(campaignId),
        said(campaignId, "type").orElse("BROADCAST"),
        said(campaignId, "message_type")
            .or(() -> earliestRow.map(SendRow::messageType))
            .orElse("TEMPLATE"),
        said(campaignId, "template_name")
            .or(() -> earliestRow.map(SendRow::templateName))
            .orElse(null),
        said(campaignId, "language").or(() -> earliestRow.map(SendRow::language)).orElse(null),
        createdAt.or(() -> firstAttempt(campaignId)).orElse(null),
        said(campaignId, "declared_audience_size").map(Long::valueOf).orElse(null));
  }

  /** The field as the latest definition that has it gives it. */
  private Optional<String> said(String campaignId, String field) {
    return facts.definitions.stream()
        .filter(definition -> definition.campaignId().equals(campaignId))
        .sorted(LATEST_FIRST)
        .map(definition -> ReferenceParser.text(definition.fields(), field))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private Instant instant(String iso) {
    return time.iso(TextNode.valueOf(iso));
  }

  private Optional<Instant> firstAttempt(String campaignId) {
    return attempts(campaignId).min(Comparator.naturalOrder());
  }

  private Stream<Instant> attempts(String campaignId) {
    return messages.stream()
        .filter(message -> campaignId.equals(message.campaignId()))
        .map(Message::messageAt);
  }

  /** STOPPED, PAUSED, SENT or LIVE. */
  String status(Campaign campaign, long recipientsAttempted) {
    String commanded =
        policy.changes().stream()
            .filter(change -> change.campaignId().equals(campaign.campaignId()))
            .max(comparing(StateChange::changeNo))
            .map(StateChange::to)
            .orElse("LIVE");
    if (!commanded.equals("LIVE")) {
      return commanded;
    }
    boolean sent = campaign.type().equals("BROADCAST") && isSent(campaign, recipientsAttempted);
    return sent ? "SENT" : "LIVE";
  }

  private boolean isSent(Campaign campaign, long recipientsAttempted) {
    if (campaign.declaredAudienceSize() != null) {
      return recipientsAttempted >= campaign.declaredAudienceSize();
    }
    Optional<Instant> last = attempts(campaign.campaignId()).max(Comparator.naturalOrder());
    Optional<Instant> lakesLast =
        messages.stream().map(Message::messageAt).max(Comparator.naturalOrder());
    return last.isPresent()
        && !last.get().isAfter(lakesLast.orElseThrow().minus(policy.sentAfter()));
  }

  /** True from a pause or stop on, until, not including, the next change by its number. */
  boolean isHeld(String campaignId, Instant instant) {
    List<StateChange> changes =
        policy.changes().stream()
            .filter(change -> change.campaignId().equals(campaignId))
            .sorted(comparing(StateChange::changeNo))
            .toList();
    for (int i = 0; i < changes.size(); i++) {
      StateChange change = changes.get(i);
      boolean hasBegun = !change.changedAt().isAfter(instant);
      boolean isOver = i + 1 < changes.size() && !instant.isBefore(changes.get(i + 1).changedAt());
      if (!change.to().equals("LIVE") && hasBegun && !isOver) {
        return true;
      }
    }
    return false;
  }
}
