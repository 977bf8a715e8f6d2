package io.campaignlake.campaigns;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.LakeException;
import io.campaignlake.silver.Campaigns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a command says of a campaign; null where it says nothing.
 *
 * @param type BROADCAST or API
 * @param messageType TEMPLATE or REGULAR
 * @param audience recipients that it is meant for, 0 or more
 */
public record Definition(
    String type, String messageType, String name, String template, String language, Long audience) {
  private static final int LONGEST = 100_000;

  /** The fields that it names, by their column of {@code silver.campaigns}. */
  Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    put(fields, Campaigns.TYPE, type);
    put(fields, Campaigns.MESSAGE_TYPE, messageType);
    put(fields, Campaigns.NAME, name);
    put(fields, Campaigns.TEMPLATE_NAME, template);
    put(fields, Campaigns.LANGUAGE, language);
    put(fields, Campaigns.DECLARED_AUDIENCE_SIZE, Objects.toString(audience, null));
    return fields;
  }

  private static void put(Map<String, String> fields, Field field, String value) {
    if (value != null) {
      fields.put(field.name(), value);
    }
  }

  /**
   * @throws LakeException of usage, naming every wrong value at once
   */
  void check(String verb, String campaignId) {
    List<String> problems = new ArrayList<>();
    oneOf("type", type, Set.of("BROADCAST", "API"), problems);
    oneOf("message type", messageType, Set.of("REGULAR", "TEMPLATE"), problems);
    if (audience != null && audience < 0) {
      problems.add("the audience %d is negative. Give 0 or more.".formatted(audience));
    } else if (audience != null && audience > Campaigns.MOST_PEOPLE) {
      problems.add(
          "the audience %d is more than there are people. Give at most %d."
              .formatted(audience, Campaigns.MOST_PEOPLE));
    }
    fields().forEach((field, value) -> text(field, value, problems));
    if (!problems.isEmpty()) {
      String start = "Cannot %s: ".formatted(Refusals.campaign(verb, campaignId));
      throw LakeException.usage(problems.stream().map(start::concat).toList());
    }
  }

  private static void oneOf(String what, String value, Set<String> allowed, List<String> problems) {
    if (value != null && !allowed.contains(value)) {
      String names = String.join(" or ", allowed.stream().sorted().toList());
      problems.add("the %s %s is unknown. Give %s.".formatted(what, Refusals.quoted(value), names));
    }
  }

  private static void text(String field, String value, List<String> problems) {
    if (value.isBlank()) {
      problems.add("its %s would be empty. Give a text.".formatted(field));
    } else if (value.length() > LONGEST) {
      problems.add(
          "its %s would have %d characters. Give at most %d."
              .formatted(field, value.length(), LONGEST));
    }
  }
}
