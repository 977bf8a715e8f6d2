package io.campaignlake.reference;

import io.campaignlake.reference.ReferenceTables.Campaign;
import io.campaignlake.reference.ReferenceTables.Click;
import io.campaignlake.reference.ReferenceTables.Inbound;
import io.campaignlake.reference.ReferenceTables.Message;
import io.campaignlake.reference.ReferenceTables.Order;
import java.time.Instant;
import java.util.List;

/** From documents to tables in one pass over plain lists, without regard to speed. */
public final class ReferenceCalculator {
  private ReferenceCalculator() {}

  /**
   * The tables that the lake must hold once all documents are in.
   *
   * @param now the clock of the runs: it rejects times more than a day ahead of it
   */
  public static ReferenceTables calculate(Landing landing, ReferencePolicy policy, Instant now) {
    ReferenceFacts facts = ReferenceParser.parse(landing, now);
    ReferenceAliases aliases = new ReferenceAliases(facts.idPairs);
    List<Click> clicks = ReferenceClicks.clicks(facts, aliases);
    List<Inbound> inbound = ReferenceClicks.inbound(facts);
    List<Message> messages = ReferenceMessages.messages(facts, aliases, clicks, policy);
    List<Order> orders = ReferenceShop.orders(facts, policy);
    ReferenceCampaigns states = new ReferenceCampaigns(facts, messages, policy, now);
    List<Campaign> campaigns = states.campaigns();
    ReferenceAttribution attribution = new ReferenceAttribution(messages, clicks, orders, policy);
    ReferenceCounts counts =
        new ReferenceCounts(clicks, inbound, attribution.attributed(), campaigns, states, policy);
    ReferenceGold gold = new ReferenceGold(messages, clicks, counts, policy);
    return new ReferenceTables(
        aliases.table(),
        messages,
        clicks,
        inbound,
        orders,
        ReferenceShop.carts(facts),
        campaigns,
        attribution.candidates(),
        attribution.attributed(),
        gold.dailyMetrics(),
        gold.dailyValue(),
        gold.dailyActivity(),
        gold.failures(),
        gold.summaries(campaigns, states));
  }

  /** The reports over the same tables. */
  public static ReferenceReports reports(Landing landing, ReferencePolicy policy, Instant now) {
    ReferenceTables tables = calculate(landing, policy, now);
    return new ReferenceReports(tables, policy, now);
  }
}
