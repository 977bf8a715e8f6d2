package io.campaignlake.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.demo.MessagePlan.Click;
import io.campaignlake.demo.MessagePlan.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FunnelTest {
  private static final LocalDate START = LocalDate.of(2026, 3, 1);
  private static final Duration CLICK_WINDOW = Duration.ofDays(15);
  private static final Duration DELIVERY_WINDOW = Duration.ofDays(3);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 42, -3})
  void everyCampaign_earnsOrdersOfBothClasses(long seed) {
    List<MessagePlan> plans = plans(new GeneratorOptions(seed, 3, 60, 10, START));
    Set<String> credits = new HashSet<>();
    for (MessagePlan plan : plans) {
      plan.purchases().forEach(purchase -> credit(plans, purchase).ifPresent(credits::add));
    }
    assertThat(credits)
        .contains(
            "CLICK_THROUGH abandoned-cart-01",
            "CLICK_THROUGH consumer-week-02",
            "CLICK_THROUGH new-collection-03",
            "ASSISTED abandoned-cart-01",
            "ASSISTED consumer-week-02",
            "ASSISTED new-collection-03");
  }

  @Test
  void rates_areThoseOfARealSend() {
    List<MessagePlan> plans = plans(new GeneratorOptions(42, 6, 2_000, 30, START));
    assertThat(share(plans, plan -> has(plan, Status.SENT))).isBetween(0.95, 0.98);
    assertThat(share(plans, plan -> Delivery.reachedAt(plan.statuses()).isPresent()))
        .isBetween(0.91, 0.95);
    assertThat(share(plans, plan -> has(plan, Status.READ))).isBetween(0.58, 0.68);
    assertThat(share(plans, plan -> has(plan, Status.FAILED))).isBetween(0.02, 0.04);
    assertThat(share(plans, plan -> humanClicks(plan).findAny().isPresent())).isBetween(0.08, 0.13);
  }

  @Test
  void oddities_occur() {
    List<MessagePlan> plans = plans(new GeneratorOptions(42, 6, 600, 30, START));
    assertThat(plans).anyMatch(plan -> has(plan, Status.READ) && !has(plan, Status.DELIVERED));
    assertThat(plans).anyMatch(plan -> has(plan, Status.FAILED) && has(plan, Status.DELIVERED));
    assertThat(plans).anyMatch(plan -> plan.messageId() == null);
    assertThat(plans).anyMatch(plan -> plan.messageId() != null && plan.statuses().isEmpty());
  }

  private static List<MessagePlan> plans(GeneratorOptions options) {
    Campaigns campaigns = new Campaigns(options);
    Funnel funnel = new Funnel(options.seed(), campaigns);
    People people = new People(options.seed());
    List<MessagePlan> plans = new ArrayList<>();
    for (CampaignPlan campaign : campaigns.all()) {
      for (int day = 0; day < options.days(); day++) {
        LocalDate date = options.start().plusDays(day);
        campaigns
            .audience(campaign, day)
            .forEach(i -> plans.addAll(funnel.attempts(campaign, people.person(i), date)));
      }
    }
    return plans;
  }

  /** The rule of attribution, in its slow and plain form: a click wins, then the latest anchor. */
  private static Optional<String> credit(List<MessagePlan> plans, Purchase purchase) {
    Comparator<Touch> latest = Comparator.comparing(Touch::anchor);
    List<MessagePlan> own =
        plans.stream().filter(plan -> plan.person().equals(purchase.buyer())).toList();
    Optional<Touch> click =
        own.stream()
            .flatMap(plan -> humanClicks(plan).map(c -> new Touch(plan, c.at())))
            .filter(touch -> touch.claims(purchase, CLICK_WINDOW))
            .max(latest);
    if (click.isPresent()) {
      return click.map(touch -> "CLICK_THROUGH " + touch.plan().campaign().id());
    }
    return own.stream()
        .flatMap(
            plan -> Delivery.reachedAt(plan.statuses()).map(at -> new Touch(plan, at)).stream())
        .filter(touch -> touch.claims(purchase, DELIVERY_WINDOW))
        .max(latest)
        .map(touch -> "ASSISTED " + touch.plan().campaign().id());
  }

  private static Stream<Click> humanClicks(MessagePlan plan) {
    return plan.clicks().stream()
        .filter(
            click ->
                click.userAgent() == null
                    || click.userAgent().contains("CUBOT")
                    || click.userAgent().matches("Mozilla/5\\.0 \\((Linux|iPhone|Windows).*"));
  }

  private static boolean has(MessagePlan plan, Status status) {
    return plan.statuses().stream().anyMatch(event -> event.status() == status);
  }

  private static double share(List<MessagePlan> plans, Predicate<MessagePlan> condition) {
    return (double) plans.stream().filter(condition).count() / plans.size();
  }

  private record Touch(MessagePlan plan, Instant anchor) {
    boolean claims(Purchase purchase, Duration window) {
      Duration after = Duration.between(anchor, purchase.at());
      return !after.isNegative() && after.compareTo(window) <= 0;
    }
  }
}
