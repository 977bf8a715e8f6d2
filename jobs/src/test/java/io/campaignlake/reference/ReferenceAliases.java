package io.campaignlake.reference;

import io.campaignlake.reference.ReferenceFacts.IdPair;
import io.campaignlake.reference.ReferenceFacts.Strength;
import io.campaignlake.reference.ReferenceTables.Alias;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which provider ids mean one message. Ids that any chain of pairs connects are one group. */
final class ReferenceAliases {
  private final Map<String, String> canonical = new HashMap<>();

  ReferenceAliases(List<IdPair> pairs) {
    Map<String, Set<String>> groupOf = new HashMap<>();
    for (IdPair pair : pairs) {
      Set<String> merged = new HashSet<>();
      merged.addAll(groupOf.getOrDefault(pair.gupshupId(), Set.of(pair.gupshupId())));
      merged.addAll(groupOf.getOrDefault(pair.otherId(), Set.of(pair.otherId())));
      merged.forEach(id -> groupOf.put(id, merged));
    }
    Set<String> strong = gupshupIds(pairs, Strength.STRONG);
    Set<String> weak = gupshupIds(pairs, Strength.WEAK);
    groupOf.forEach((id, group) -> canonical.put(id, leastOf(group, strong, weak)));
  }

  /** The one id of the message that this id means. */
  String resolve(String providerId) {
    return canonical.getOrDefault(providerId, providerId);
  }

  List<Alias> table() {
    return canonical.entrySet().stream()
        .map(entry -> new Alias(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The id that the sender got back is Gupshup's; where only a weak hint names it, the hint. */
  private static String leastOf(Set<String> group, Set<String> strong, Set<String> weak) {
    return group.stream()
        .filter(strong::contains)
        .min(Canonical.TEXT)
        .or(() -> group.stream().filter(weak::contains).min(Canonical.TEXT))
        .orElseThrow();
  }

  private static Set<String> gupshupIds(List<IdPair> pairs, Strength strength) {
    Set<String> ids = new HashSet<>();
    pairs.stream()
        .filter(pair -> pair.strength() == strength)
        .forEach(pair -> ids.add(pair.gupshupId()));
    return ids;
  }
}
