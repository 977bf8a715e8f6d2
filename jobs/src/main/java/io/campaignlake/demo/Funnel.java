package io.campaignlake.demo;

import io.campaignlake.demo.CampaignPlan.Connector;
import io.campaignlake.demo.CampaignPlan.Type;
import io.campaignlake.demo.Campaigns.Script;
import io.campaignlake.demo.MessagePlan.Cart;
import io.campaignlake.demo.MessagePlan.Route;
import io.campaignlake.demo.MessagePlan.StatusEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans each send attempt from the moment it is made to the orders that follow. */
final class Funnel {
  private static final Duration NINE_IN_SAO_PAULO = Duration.ofHours(12);
  private static final Duration BROADCAST_TAKES = Duration.ofHours(5);

  /** Carts are left until midnight in São Paulo, which is the next day in UTC. */
  private static final Duration CARTS_ARE_LEFT_FOR = Duration.ofHours(15);

  private final long seed;
  private final Campaigns campaigns;

  Funnel(long seed, Campaigns campaigns) {
    this.seed = seed;
    this.campaigns = campaigns;
  }

  /** The attempt, and the retry of one that was refused at once. */
  List<MessagePlan> attempts(CampaignPlan campaign, Person person, LocalDate day) {
    Script script = campaigns.script(campaign, person.index());
    Chance chance = Chance.of(seed, "attempt", campaign.index(), person.index());
    Instant attemptedAt = attemptTime(campaign, day, chance);
    Optional<Cart> cart = cart(campaign, person, attemptedAt, chance);
    if (script != Script.FREE || !chance.happens(0.01)) {
      return List.of(accepted(campaign, person, script, attemptedAt, cart));
    }
    MessagePlan refused = refused(campaign, person, attemptedAt, cart);
    return chance.happens(0.5)
        ? List.of(refused, accepted(campaign, person, script, attemptedAt.plusSeconds(1800), cart))
        : List.of(refused);
  }

  private static Instant attemptTime(CampaignPlan campaign, LocalDate day, Chance chance) {
    Duration takes = campaign.type() == Type.API ? CARTS_ARE_LEFT_FOR : BROADCAST_TAKES;
    return day.atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .plus(NINE_IN_SAO_PAULO)
        .plus(chance.evenDelay(Duration.ZERO, takes));
  }

  private static Optional<Cart> cart(
      CampaignPlan campaign, Person person, Instant attemptedAt, Chance chance) {
    if (!campaign.remindsOfCart()) {
      return Optional.empty();
    }
    Instant leftAt =
        attemptedAt.minus(chance.evenDelay(Duration.ofMinutes(25), Duration.ofHours(2)));
    return Optional.of(new Cart(chance.hex(32), leftAt, Catalog.basket(person.store(), chance)));
  }

  private MessagePlan accepted(
      CampaignPlan campaign,
      Person person,
      Script script,
      Instant attemptedAt,
      Optional<Cart> cart) {
    long key = key(campaign, person);
    Route route = route(campaign, Chance.of(key, "route"));
    String whatsAppId = MessageIds.whatsAppId(person, route, Chance.of(key, "id"));
    String messageId = route == Route.META ? whatsAppId : Chance.of(key, "gupshup-id").uuid();
    List<StatusEvent> statuses =
        Delivery.statuses(route, attemptedAt, script, Chance.of(key, "delivery"));
    Response response = new Response(person, campaign, cart, script, Chance.of(key, "response"));
    Delivery.reachedAt(statuses).ifPresent(response::after);
    response.maybeWroteBefore(attemptedAt);
    return new MessagePlan(
        key,
        campaign,
        person,
        recordId(person),
        attemptedAt,
        messageId,
        whatsAppId,
        route,
        null,
        cart.orElse(null),
        statuses,
        response.clicks(),
        response.inbound(),
        response.purchases());
  }

  private MessagePlan refused(
      CampaignPlan campaign, Person person, Instant attemptedAt, Optional<Cart> cart) {
    long key = key(campaign, person);
    Route route = route(campaign, Chance.of(key, "route"));
    return new MessagePlan(
        key,
        campaign,
        person,
        recordId(person),
        attemptedAt,
        null,
        null,
        route,
        Failures.atOnce(route),
        cart.orElse(null),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private long key(CampaignPlan campaign, Person person) {
    return Chance.of(seed, "message", campaign.index(), person.index()).key();
  }

  private static String recordId(Person person) {
    return String.format(Locale.ROOT, "r-%07d", person.index() + 1);
  }

  private static Route route(CampaignPlan campaign, Chance chance) {
    if (campaign.connector() == Connector.CLOUD_API) {
      return Route.META;
    }
    return chance.happens(0.25) ? Route.GUPSHUP_V3 : Route.GUPSHUP_V2;
  }
}
