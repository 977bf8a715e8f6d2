package io.campaignlake.silver;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One status event, as a provider's document told it.
 *
 * @param ref id of the message as the event names it
 * @param otherRefs further ids of the same message
 * @param gupshupIdEvidence STRONG, WEAK or null: whether ref is Gupshup's id
 * @param recipientId number of the recipient, or what stands in its place
 */
record StatusEvent(
    String provider,
    String ref,
    List<String> otherRefs,
    String gupshupIdEvidence,
    String status,
    Instant at,
    String recipientId,
    String bsuid,
    String errorCode,
    String errorMessage,
    String campaignId,
    String pricingCategory) {

  static final String STRONG = "STRONG";
  static final String WEAK = "WEAK";

  /** The other ids without nulls and without the message's own, in a fixed order. */
  static List<String> others(String ref, String... ids) {
    List<String> others = new ArrayList<>(ids.length);
    for (String id : ids) {
      if (id != null && !id.equals(ref) && !others.contains(id)) {
        others.add(id);
      }
    }
    others.sort(null);
    return others;
  }

  /** Adds itself as a row of {@code silver.message_events}. */
  void addTo(Parsed parsed) {
    String upper = status.toUpperCase(Locale.ROOT);
    StringBuilder content = new StringBuilder(256);
    for (String value :
        new String[] {
          provider,
          ref,
          String.join("\u0001", otherRefs),
          gupshupIdEvidence,
          upper,
          EventTime.text(at),
          recipientId,
          bsuid,
          errorCode,
          errorMessage,
          campaignId,
          pricingCategory
        }) {
      content.append('\u0002').append(value == null ? "\u0000" : value);
    }
    parsed.row(
        MessageEvents.TABLE,
        Json.halfSha256(content.toString()),
        LocalDate.ofInstant(at, ZoneOffset.UTC),
        provider,
        ref,
        otherRefs.toArray(String[]::new),
        gupshupIdEvidence,
        upper,
        at,
        Phones.digitsAlone(recipientId),
        Phones.ofEvent(recipientId),
        bsuid,
        errorCode,
        errorMessage,
        campaignId,
        pricingCategory);
  }
}
