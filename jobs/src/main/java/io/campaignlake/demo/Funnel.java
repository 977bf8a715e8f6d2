package io.campaignlake.demo;

import io.campaignlake.demo.CampaignPlan.Connector;
import io.campaignlake.demo.CampaignPlan.Type;
import io.campaignlake.demo.Campaigns.Script;
import io.campaignlake.demo.MessagePlan.Attempt;
import io.campaignlake.demo.MessagePlan.Cart;
import io.campaignlake.demo.MessagePlan.Route;
import io.campaignlake.demo.MessagePlan.StatusEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Plans each send attempt from the moment it is made to the orders that follow. */
final class Funnel {
  private static final Duration NINE_IN_SAO_PAULO = Duration.ofHours(12);
  private static final Duration BROADCAST_TAKES = Duration.ofHours(5);

  /** Carts are left until midnight in São Paulo, which is the next day in UTC. */
  private static final Duration CARTS_ARE_LEFT_FOR = Duration.ofHours(15);

  private static final Duration RETRY_AFTER = Duration.ofMinutes(30);

  private final long seed;
  private final Campaigns campaigns;

  Funnel(long seed, Campaigns campaigns) {
    this.seed = seed;
    this.campaigns = campaigns;
  }

  /** The attempt, and the retry of one that was refused at once. */
  List<MessagePlan> attempts(CampaignPlan campaign, Person person, LocalDate day) {
    Script script = campaigns.script(campaign, person.index());
    Attempt attempt = attempt(campaign, person, day);
    Chance chance = attempt.chance("refusal");
    if (script != Script.FREE || !chance.happens(0.01)) {
      return List.of(accepted(attempt, script));
    }
    MessagePlan refused = MessagePlan.refused(attempt);
    return chance.happens(0.5)
        ? List.of(refused, accepted(attempt.again(attempt.at().plus(RETRY_AFTER)), script))
        : List.of(refused);
  }

  private Attempt attempt(CampaignPlan campaign, Person person, LocalDate day) {
    Chance chance = Chance.of(seed, "attempt", campaign.index(), person.index());
    Instant at = attemptTime(campaign, day, chance);
    Cart cart = campaign.remindsOfCart() ? cart(person, at, chance) : null;
    return new Attempt(chance.key(), campaign, person, route(campaign, chance), at, cart);
  }

  private static MessagePlan accepted(Attempt attempt, Script script) {
    String whatsAppId =
        MessageIds.whatsAppId(attempt.person(), attempt.route(), attempt.chance("id"));
    boolean isCloudApi = attempt.route() == Route.META;
    String messageId = isCloudApi ? whatsAppId : attempt.chance("gupshup-id").uuid();
    List<StatusEvent> statuses =
        Delivery.statuses(attempt.route(), attempt.at(), script, attempt.chance("delivery"));
    Response response = new Response(attempt, script);
    Delivery.reachedAt(statuses).ifPresent(response::after);
    response.maybeWroteBefore(attempt.at());
    return new MessagePlan(
        attempt,
        messageId,
        whatsAppId,
        null,
        statuses,
        response.clicks(),
        response.inbound(),
        response.purchases());
  }

  private static Instant attemptTime(CampaignPlan campaign, LocalDate day, Chance chance) {
    Duration takes = campaign.type() == Type.API ? CARTS_ARE_LEFT_FOR : BROADCAST_TAKES;
    return day.atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .plus(NINE_IN_SAO_PAULO)
        .plus(chance.evenDelay(Duration.ZERO, takes));
  }

  private static Cart cart(Person person, Instant attemptedAt, Chance chance) {
    Duration ago = chance.evenDelay(Duration.ofMinutes(25), Duration.ofHours(2));
    return new Cart(chance.hex(32), attemptedAt.minus(ago), Catalog.basket(person.store(), chance));
  }

  private static Route route(CampaignPlan campaign, Chance chance) {
    if (campaign.connector() == Connector.CLOUD_API) {
      return Route.META;
    }
    return chance.happens(0.25) ? Route.GUPSHUP_V3 : Route.GUPSHUP_V2;
  }
}
