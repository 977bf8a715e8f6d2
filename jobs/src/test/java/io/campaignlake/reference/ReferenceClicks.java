package io.campaignlake.reference;

import static java.util.Comparator.comparing;

import io.campaignlake.reference.ReferenceFacts.InboundMessage;
import io.campaignlake.reference.ReferenceFacts.TrackedClick;
import io.campaignlake.reference.ReferenceTables.Click;
import io.campaignlake.reference.ReferenceTables.Inbound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clicks on tracked links and answers by button, each once, and all messages of people. */
final class ReferenceClicks {
  static final String URL = "URL";
  static final String QUICK_REPLY = "QUICK_REPLY";

  private record Copy(Click click, String hash) {}

  private static final Comparator<Copy> FIRST_COPY =
      comparing((Copy copy) -> copy.click().clickedAt())
          .thenComparing(copy -> copy.click().isBot())
          .thenComparing(Copy::hash, Canonical.TEXT);

  private ReferenceClicks() {}

  static List<Click> clicks(ReferenceFacts facts, ReferenceAliases aliases) {
    List<Copy> copies = new ArrayList<>();
    facts.trackedClicks.forEach(click -> copies.add(tracked(click, aliases)));
    facts.inbound.stream()
        .filter(message -> message.isReply() && message.contextId() != null)
        .forEach(message -> copies.add(reply(message, aliases)));
    Map<List<String>, Copy> kept = new HashMap<>();
    for (Copy copy : copies) {
      List<String> key = List.of(copy.click().messageId(), copy.click().clickId());
      kept.merge(key, copy, (left, right) -> FIRST_COPY.compare(left, right) <= 0 ? left : right);
    }
    return kept.values().stream().map(Copy::click).toList();
  }

  private static Copy tracked(TrackedClick click, ReferenceAliases aliases) {
    String button = click.button() == null ? "" : click.button();
    String second = button + "@" + click.clickedAt().getEpochSecond();
    return new Copy(
        new Click(
            aliases.resolve(click.messageId()),
            click.clickId() != null ? click.clickId() : second,
            URL,
            click.clickedAt(),
            click.isBot(),
            click.button(),
            click.url(),
            click.userAgent()),
        click.hash());
  }

  private static Copy reply(InboundMessage message, ReferenceAliases aliases) {
    return new Copy(
        new Click(
            aliases.resolve(message.contextId()),
            message.inboundId(),
            QUICK_REPLY,
            message.at(),
            false,
            message.button(),
            null,
            null),
        message.hash());
  }

  /** Each once as often as it is told differently. */
  static List<Inbound> inbound(ReferenceFacts facts) {
    return facts.inbound.stream()
        .map(
            each ->
                new Inbound(
                    each.inboundId(),
                    senderKey(each),
                    each.senderBsuid(),
                    each.at(),
                    each.connector(),
                    each.hash()))
        .distinct()
        .toList();
  }

  private static String senderKey(InboundMessage message) {
    String phoneKey = ReferencePhones.keyOfInternational(message.senderPhone());
    return phoneKey != null ? phoneKey : message.senderBsuid();
  }
}
