package io.campaignlake.campaigns;

import io.campaignlake.campaigns.ChangeLog.Decision;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.ShortLock;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.Campaigns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The commands {@code campaigns …}: each answers with the text to print. They start no Spark
 * session and work while data jobs run.
 *
 * <p>A refusal is a {@link LakeException} and has changed nothing: of usage for wrong values, else
 * failed, for an unknown campaign, one that exists already, a step that the state machine does not
 * have, and a change that lost a race.
 */
public final class CampaignCommands {
  private static final int LONGEST_ID = 500;

  private final KernelTables tables;
  private final Policy policy;
  private final LakeClock clock;
  private final ShortLock lock;

  public CampaignCommands(Settings settings, LakeClock clock) {
    this.tables = new KernelTables(settings.lakeRoot());
    this.policy = settings.policy();
    this.clock = clock;
    this.lock = SendingPermissions.lock(settings.lakeRoot());
  }

  /**
   * The campaigns, the latest created first.
   *
   * @param statuses those to list; empty for all
   */
  public String list(Set<CampaignStatus> statuses, CampaignFormat format) {
    List<Campaign> listed =
        registry().campaigns().stream()
            .filter(campaign -> statuses.isEmpty() || statuses.contains(campaign.status()))
            .toList();
    return format.list(listed, policy.zone());
  }

  /** All that is known of every campaign, the latest created first: an array of what show gives. */
  public String details() {
    return CampaignJson.details(registry().campaigns());
  }

  public String show(String campaignId, CampaignFormat format) {
    return format.show(known(registry(), "show", campaignId), policy.zone());
  }

  /**
   * Makes a LIVE campaign.
   *
   * @param definition type and message type must be given
   */
  public String create(
      String campaignId, Definition definition, Author author, CampaignFormat format) {
    refuseBadId(campaignId);
    definition.check("create", campaignId);
    Registry seen = registry();
    if (seen.campaign(campaignId).isPresent()) {
      throw Refusals.exists(campaignId);
    }
    List<FieldValue> values = new ArrayList<>();
    values.add(new FieldValue(CampaignChanges.STATUS_FIELD, null, CampaignStatus.LIVE.name()));
    definition.fields().forEach((field, value) -> values.add(new FieldValue(field, null, value)));
    return changed(seen, new Decision("create", campaignId, values, 0), author, format);
  }

  private static void refuseBadId(String campaignId) {
    if (campaignId.isBlank()) {
      throw Refusals.emptyId();
    }
    if (campaignId.length() > LONGEST_ID) {
      throw Refusals.longId(LONGEST_ID);
    }
  }

  /** Changes the fields that the definition names, in whatever state the campaign is. */
  public String edit(
      String campaignId, Definition definition, Author author, CampaignFormat format) {
    definition.check("edit", campaignId);
    if (definition.fields().isEmpty()) {
      throw Refusals.nothingToEdit(campaignId);
    }
    Registry seen = registry();
    Campaign campaign = known(seen, "edit", campaignId);
    List<FieldValue> values = new ArrayList<>();
    Map<String, String> before = current(campaign);
    definition
        .fields()
        .forEach((field, value) -> values.add(new FieldValue(field, before.get(field), value)));
    values.removeIf(value -> Objects.equals(value.from(), value.to()));
    if (values.isEmpty()) {
      return format.show(campaign, policy.zone());
    }
    return changed(
        seen, new Decision("edit", campaignId, values, campaign.lastChange()), author, format);
  }

  private static Map<String, String> current(Campaign campaign) {
    Map<String, String> fields = new java.util.HashMap<>();
    fields.put(Campaigns.NAME.name(), campaign.name());
    fields.put(Campaigns.TYPE.name(), campaign.type());
    fields.put(Campaigns.MESSAGE_TYPE.name(), campaign.messageType());
    fields.put(Campaigns.TEMPLATE_NAME.name(), campaign.templateName());
    fields.put(Campaigns.LANGUAGE.name(), campaign.language());
    return fields;
  }

  public String pause(String campaignId, Author author, CampaignFormat format) {
    return step(Step.PAUSE, campaignId, author, format);
  }

  public String resume(String campaignId, Author author, CampaignFormat format) {
    return step(Step.RESUME, campaignId, author, format);
  }

  /** Stops it for good. */
  public String stop(String campaignId, Author author, CampaignFormat format) {
    return step(Step.STOP, campaignId, author, format);
  }

  private String step(Step step, String campaignId, Author author, CampaignFormat format) {
    Registry seen = registry();
    Campaign campaign = known(seen, step.word(), campaignId);
    CampaignStatus status = campaign.status();
    if (!step.from().contains(status)) {
      throw Refusals.illegal(step, campaignId, status);
    }
    FieldValue value =
        new FieldValue(CampaignChanges.STATUS_FIELD, status.name(), step.to().name());
    Decision decision =
        new Decision(step.word(), campaignId, List.of(value), campaign.lastChange());
    return changed(seen, decision, author, format);
  }

  private String changed(Registry seen, Decision decision, Author author, CampaignFormat format) {
    Registry after =
        lock.hold(
            () -> {
              Registry written = new ChangeLog(tables).append(seen, decision, author, clock.now());
              publish(written, decision);
              return written;
            });
    return format.show(known(after, decision.verb(), decision.campaignId()), policy.zone());
  }

  private void publish(Registry written, Decision decision) {
    try {
      SendingPermissions.publish(tables, written);
    } catch (LakeException e) {
      throw Refusals.unpublished(decision.verb(), decision.campaignId(), e);
    }
  }

  private Registry registry() {
    return Registry.read(tables, policy.sentAfter());
  }

  private static Campaign known(Registry registry, String verb, String campaignId) {
    return registry.campaign(campaignId).orElseThrow(() -> Refusals.unknown(verb, campaignId));
  }
}
