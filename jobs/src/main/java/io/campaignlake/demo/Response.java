package io.campaignlake.demo;

import io.campaignlake.demo.CampaignPlan.MessageType;
import io.campaignlake.demo.Campaigns.Script;
import io.campaignlake.demo.MessagePlan.Attempt;
import io.campaignlake.demo.MessagePlan.Cart;
import io.campaignlake.demo.MessagePlan.Click;
import io.campaignlake.demo.MessagePlan.Inbound;
import io.campaignlake.demo.MessagePlan.InboundKind;
import io.campaignlake.demo.Person.Habit;
import io.campaignlake.demo.Purchase.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one person does with one message: open the link, answer, buy, or nothing. */
final class Response {
  private static final Duration CLICK_WINDOW = Duration.ofDays(15);
  private static final Duration DELIVERY_WINDOW = Duration.ofDays(3);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Person person;
  private final CampaignPlan campaign;
  private final Cart cart;
  private final Script script;
  private final Chance chance;
  private final List<Click> clicks = new ArrayList<>();
  private final List<Inbound> inbound = new ArrayList<>();
  private final List<Purchase> purchases = new ArrayList<>();

  Response(Attempt attempt, Script script) {
    this.person = attempt.person();
    this.campaign = attempt.campaign();
    this.cart = attempt.cart();
    this.script = script;
    this.chance = attempt.chance("response");
  }

  List<Click> clicks() {
    return List.copyOf(clicks);
  }

  List<Inbound> inbound() {
    return List.copyOf(inbound);
  }

  List<Purchase> purchases() {
    return List.copyOf(purchases);
  }

  /** Free-form messages may go only to people who wrote in the last 24 hours; most of them did. */
  void maybeWroteBefore(Instant attemptedAt) {
    if (campaign.messageType() == MessageType.REGULAR && chance.happens(0.93)) {
      Duration ago = chance.evenDelay(Duration.ofMinutes(20), Duration.ofHours(9));
      inbound.add(new Inbound(InboundKind.TEXT_BEFORE, attemptedAt.minus(ago), "Olá!"));
    }
  }

  void after(Instant reachedAt) {
    if (chance.happens(0.08)) {
      click(reachedAt.plusMillis(900), UserAgents.bot(chance));
    }
    switch (script) {
      case CLICKS_AND_BUYS -> {
        Instant clickedAt = reachedAt.plus(Duration.ofHours(1));
        click(clickedAt, UserAgents.human(chance));
        buy(clickedAt.plus(Duration.ofMinutes(25)), Outcome.INVOICED);
      }
      case BUYS_UNPROMPTED -> buy(reachedAt.plus(Duration.ofMinutes(40)), Outcome.INVOICED);
      case FREE -> freely(reachedAt);
    }
  }

  private void freely(Instant reachedAt) {
    if (person.habit() != Habit.SHY && chance.happens(0.12)) {
      visit(reachedAt);
    } else {
      buyWithoutClick(reachedAt);
    }
    if (person.habit() != Habit.SHY && chance.happens(0.06)) {
      tapButton(reachedAt);
    }
    if (chance.happens(0.02)) {
      Instant at = reachedAt.plus(chance.delay(MINUTE, Duration.ofDays(1)));
      inbound.add(new Inbound(InboundKind.TEXT, at, "Obrigada, vou ver"));
    }
  }

  private void visit(Instant reachedAt) {
    Instant clickedAt = reachedAt.plus(chance.delay(Duration.ofSeconds(20), Duration.ofDays(3)));
    click(clickedAt, UserAgents.human(chance));
    while (chance.happens(0.3)) {
      Duration later = chance.delay(Duration.ofSeconds(5), Duration.ofDays(2));
      click(clickedAt.plus(later), UserAgents.human(chance));
    }
    if (chance.happens(0.3)) {
      buy(clickedAt.plus(chance.delay(MINUTE, CLICK_WINDOW.minus(MINUTE))), outcome());
    }
    if (chance.happens(0.04)) {
      buy(clickedAt.plus(chance.delay(MINUTE, DELIVERY_WINDOW)), outcome());
    }
  }

  private void buyWithoutClick(Instant reachedAt) {
    int draw = chance.between(1, 100);
    if (draw <= 4) {
      buy(reachedAt.plus(chance.delay(MINUTE, DELIVERY_WINDOW.minus(MINUTE))), outcome());
    } else if (draw <= 7) {
      Duration tooLate = chance.evenDelay(DELIVERY_WINDOW.plus(MINUTE), Duration.ofDays(13));
      buy(reachedAt.plus(tooLate), outcome());
    }
  }

  private void tapButton(Instant reachedAt) {
    Instant at = reachedAt.plus(chance.delay(Duration.ofSeconds(10), Duration.ofHours(20)));
    inbound.add(new Inbound(buttonKind(), at, "Quero saber mais"));
  }

  private InboundKind buttonKind() {
    if (campaign.messageType() == MessageType.REGULAR) {
      return chance.happens(0.5) ? InboundKind.BUTTON_REPLY : InboundKind.LIST_REPLY;
    }
    return chance.happens(0.04) ? InboundKind.BUTTON_WITHOUT_CONTEXT : InboundKind.BUTTON;
  }

  private Outcome outcome() {
    int draw = chance.between(1, 100);
    if (draw <= 7) {
      return Outcome.CANCELED;
    }
    return draw <= 12 ? Outcome.PENDING : Outcome.INVOICED;
  }

  private void click(Instant at, String userAgent) {
    clicks.add(new Click(chance.hex(16), at, userAgent));
  }

  private void buy(Instant at, Outcome outcome) {
    boolean isSameCart = cart != null && chance.happens(0.7);
    String orderFormId = isSameCart ? cart.orderFormId() : chance.hex(32);
    Basket basket = isSameCart ? cart.basket() : Catalog.basket(person.store(), chance);
    String utmCampaign = clicks.isEmpty() ? null : campaign.id();
    purchases.add(new Purchase(person, at, orderFormId, basket, utmCampaign, outcome));
  }
}
