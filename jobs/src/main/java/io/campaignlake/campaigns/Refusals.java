package io.campaignlake.campaigns;

import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.SafeText;
import java.util.List;

/** The refusals of the campaign commands. Ids are shown harmlessly, whatever they hold. */
final class Refusals {
  private static final int SHOWN = 60;

  private Refusals() {}

  static String quoted(String text) {
    return SafeText.cut(text, SHOWN);
  }

  static String campaign(String verb, String campaignId) {
    return "%s campaign %s".formatted(verb, quoted(campaignId));
  }

  static LakeException unknown(String verb, String campaignId) {
    return LakeException.failed(
            "Cannot %s: the lake has no such campaign. ./lake campaigns list shows them all."
                .formatted(campaign(verb, campaignId)))
        .named("unknown-campaign");
  }

  static LakeException exists(String campaignId) {
    return LakeException.failed(
            "Cannot %s: it exists already. Change it with ./lake campaigns edit, or give another id."
                .formatted(campaign("create", campaignId)))
        .named("campaign-exists");
  }

  static LakeException illegal(Step step, String campaignId, CampaignStatus status) {
    List<String> allowed = status.steps().stream().map(Step::word).toList();
    String advice =
        allowed.isEmpty()
            ? "No step leads out of it, only edit is left"
            : "Allowed from there: " + String.join(", ", allowed);
    return LakeException.failed(
            "Cannot %s: it is %s. %s.".formatted(campaign(step.word(), campaignId), status, advice))
        .named("illegal-step", status.name());
  }

  static LakeException lostRace(String verb, String campaignId, Change winner) {
    return LakeException.failed(
            "Cannot %s: it lost a race, %s set %s to %s meanwhile. Look at it with ./lake campaigns show and decide again."
                .formatted(
                    campaign(verb, campaignId),
                    quoted(winner.by()),
                    winner.field(),
                    quoted(winner.to())))
        .named("lost-race", quoted(winner.by()));
  }

  static LakeException crowded(String verb, String campaignId) {
    return LakeException.failed(
            "Cannot %s: it lost a race, other commands kept writing. Run it again."
                .formatted(campaign(verb, campaignId)))
        .named("crowded");
  }

  /** The one failure after which the change stands: senders must not be left with the old word. */
  static LakeException unpublished(String verb, String campaignId, LakeException cause) {
    return LakeException.failed(
            "Cannot tell senders of the change: %s It is done (%s); run ./lake publish-permissions."
                .formatted(cause.getMessage(), campaign(verb, campaignId)),
            cause)
        .named("unpublished");
  }

  static LakeException nothingToEdit(String campaignId) {
    return LakeException.usage(
            "Cannot %s: no field is given. Give --language, --message-type, --name or --template."
                .formatted(campaign("edit", campaignId)))
        .named("nothing-to-edit");
  }

  static LakeException emptyId() {
    return LakeException.usage("Cannot create campaign: its id is empty. Give one.");
  }

  static LakeException longId(int longest) {
    return LakeException.usage(
        "Cannot create campaign: its id has more than %d characters. Give a shorter one."
            .formatted(longest));
  }
}
