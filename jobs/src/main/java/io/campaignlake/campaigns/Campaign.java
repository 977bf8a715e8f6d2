package io.campaignlake.campaigns;

import java.time.Instant;
import java.util.List;

/**
 * A campaign as it stands: the registry's word at once, numbers as of the last run.
 *
 * @param templateName null when unknown, as language and createdAt
 * @param audienceSize distinct recipients attempted, or the declared size if larger
 * @param changes all commands that changed it, oldest first
 */
record Campaign(
    String id,
    String name,
    CampaignStatus status,
    String type,
    String messageType,
    String templateName,
    String language,
    Instant createdAt,
    long audienceSize,
    Counts counts,
    List<Change> changes) {

  /** Distinct recipients at their best status, and the messages that are charged. */
  record Counts(
      long attempted,
      long submitted,
      long sent,
      long delivered,
      long read,
      long failed,
      long pending,
      long charged) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** The number of its last change, 0 when there is none. */
  long lastChange() {
    return changes.isEmpty() ? 0 : changes.get(changes.size() - 1).number();
  }

  /** Since when it may, or may not, send: the last step, else its creation; null when unknown. */
  Instant statusSince() {
    Instant since = createdAt;
    for (Change change : changes) {
      since = change.isOfStatus() ? change.at() : since;
    }
    return since;
  }
}
