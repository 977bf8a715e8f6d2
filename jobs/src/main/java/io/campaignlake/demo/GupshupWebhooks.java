package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.MessagePlan.Inbound;
import io.campaignlake.demo.MessagePlan.InboundKind;
import io.campaignlake.demo.MessagePlan.Route;
import io.campaignlake.demo.MessagePlan.Status;
import io.campaignlake.demo.MessagePlan.StatusEvent;
import java.time.Duration;
import java.time.Instant;

/** Events as Gupshup posts them: one a body, v2 for most numbers, v3 for the others. */
final class GupshupWebhooks {
  /** Gupshup forgets its own id of a message after a week. */
  private static final Duration REMEMBERS_ITS_ID = Duration.ofDays(7);

  private static final Duration ENQUEUED_AFTER = Duration.ofMillis(350);

  private final LandingFiles files;

  GupshupWebhooks(LandingFiles files) {
    this.files = files;
  }

  void write(MessagePlan plan) {
    if (plan.messageId() == null) {
      return;
    }
    Chance chance = plan.chance("gupshup");
    Instant enqueuedAt = plan.attemptedAt().plus(ENQUEUED_AFTER);
    append(enqueuedAt, enqueued(plan, enqueuedAt), chance);
    for (StatusEvent event : plan.statuses()) {
      append(event.at(), status(plan, event), chance);
    }
    for (Inbound inbound : plan.inbound()) {
      append(inbound.at(), inbound(plan, inbound, chance), chance);
    }
    if (plan.statuses().stream().anyMatch(event -> event.status() == Status.SENT)) {
      append(enqueuedAt.plusSeconds(60), GupshupV2.billing(plan, enqueuedAt), chance);
    }
  }

  private void append(Instant at, ObjectNode body, Chance chance) {
    files.append(Folder.GUPSHUP, at, body);
    if (chance.happens(0.02)) {
      files.append(Folder.GUPSHUP, at.plus(Duration.ofHours(3)), body);
    }
  }

  private static ObjectNode enqueued(MessagePlan plan, Instant at) {
    return plan.route() == Route.GUPSHUP_V3
        ? GupshupV3.enqueued(plan, at)
        : GupshupV2.enqueued(plan, at);
  }

  private static ObjectNode status(MessagePlan plan, StatusEvent event) {
    if (plan.route() == Route.GUPSHUP_V3) {
      return GupshupV3.status(plan, event);
    }
    Duration age = Duration.between(plan.attemptedAt(), event.at());
    return age.compareTo(REMEMBERS_ITS_ID) > 0
        ? GupshupV2.forgottenStatus(plan, event)
        : GupshupV2.status(plan, event);
  }

  private static ObjectNode inbound(MessagePlan plan, Inbound inbound, Chance chance) {
    if (plan.route() == Route.GUPSHUP_V3) {
      return GupshupV3.inbound(plan, inbound, chance);
    }
    boolean isTap = inbound.kind() != InboundKind.TEXT && inbound.kind() != InboundKind.TEXT_BEFORE;
    return isTap ? GupshupV2.tap(plan, inbound, chance) : GupshupV2.text(plan, inbound, chance);
  }
}
