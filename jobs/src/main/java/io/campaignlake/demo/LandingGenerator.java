package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.CampaignPlan.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes the landing files of a made-up shop, day by day, holding no more than the open files.
 * Everything follows from the options: the same ones give the same bytes.
 */
public final class LandingGenerator {
  /** Orders may follow the last send for the 15 days of a click's window. */
  private static final int DAYS_AFTER = 16;

  private static final int SINGLE_DEFINITIONS = 2;

  private final GeneratorOptions options;
  private final LandingFiles files;
  private final People people;
  private final Campaigns campaigns;
  private final Funnel funnel;
  private final SendLog sends;
  private final MetaWebhooks meta;
  private final GupshupWebhooks gupshup;
  private final ClickLog clicks;
  private final VtexOrders orders;
  private final VtexCarts carts;
  private final Notices notices;

  private LandingGenerator(GeneratorOptions options, LandingFiles files) {
    this.options = options;
    this.files = files;
    this.people = new People(options.seed());
    this.campaigns = new Campaigns(options);
    this.funnel = new Funnel(options.seed(), campaigns);
    this.sends = new SendLog(files);
    this.meta = new MetaWebhooks(files, Chance.of(options.seed(), "webhooks"));
    this.gupshup = new GupshupWebhooks(files);
    this.clicks = new ClickLog(files);
    this.orders = new VtexOrders(files, options.seed());
    this.carts = new VtexCarts(files);
    this.notices = new Notices(files, people);
  }

  /**
   * Generates into a folder that is new, empty, or holds what the same options made before; in the
   * last case the same files stand there afterwards, equal ones untouched.
   *
   * @throws IllegalArgumentException if the folder holds anything else
   * @throws UncheckedIOException if a file cannot be written
   */
  public static GeneratedLanding generate(GeneratorOptions options, Path out) {
    LocalDate afterLastDay = options.start().plusDays(options.days() + (long) DAYS_AFTER);
    Instant end = afterLastDay.atStartOfDay(ZoneOffset.UTC).toInstant();
    try {
      OutputFolder.claim(out, options);
      try (LandingFiles files = new LandingFiles(out, options.start(), end)) {
        new LandingGenerator(options, files).writeAll();
        return files.finish();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write landing files into " + out + ": " + e + ". Check the disk and its rights.",
          e);
    }
  }

  private void writeAll() {
    List<CampaignPlan> all = campaigns.all();
    for (int number = 0; number < options.days(); number++) {
      LocalDate day = options.start().plusDays(number);
      files.beginDay(day);
      for (CampaignPlan campaign : all) {
        writeDefinition(campaign, number);
        writeMessages(campaign, day, number);
      }
      writeOtherOrders(day, number);
      notices.write(day, number);
      meta.flush();
    }
  }

  private void writeDefinition(CampaignPlan campaign, int number) {
    ObjectNode definition = campaign.definition();
    if (number == campaign.firstDay() + 1 && campaign.index() % 3 == 1) {
      // Somebody corrects the name a day later.
      Instant updatedAt = campaign.createdAt().plus(Duration.ofDays(1));
      definition.put("name", campaign.name() + " 2").put("updated_at", updatedAt.toString());
      files.append(Folder.CAMPAIGNS, updatedAt, definition);
    }
    if (campaign.firstDay() != number) {
      return;
    }
    if (campaign.index() < SINGLE_DEFINITIONS) {
      files.publishSingle(Folder.CAMPAIGNS, campaign.id(), definition);
    } else {
      files.append(Folder.CAMPAIGNS, campaign.createdAt(), definition);
    }
  }

  private void writeMessages(CampaignPlan campaign, LocalDate day, int number) {
    campaigns
        .audience(campaign, number)
        .mapToObj(people::person)
        .flatMap(person -> funnel.attempts(campaign, person, day).stream())
        .forEach(this::write);
  }

  private void write(MessagePlan plan) {
    sends.write(plan);
    if (plan.campaign().connector() == Connector.CLOUD_API) {
      meta.write(plan);
    } else {
      gupshup.write(plan);
    }
    clicks.write(plan);
    carts.write(plan);
    plan.purchases().forEach(orders::write);
  }

  /** Orders that no message has to do with; half of them by people on no list. */
  private void writeOtherOrders(LocalDate day, int number) {
    Chance chance = Chance.of(options.seed(), "passers-by", number);
    int count = 1 + options.recipients() / 400;
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    for (int i = 0; i < count; i++) {
      Person buyer = people.person(chance.between(0, 2 * options.recipients() - 1));
      Instant at = midnight.plus(chance.evenDelay(Duration.ZERO, Duration.ofHours(23)));
      Basket basket = Catalog.basket(buyer.store(), chance);
      orders.write(
          new Purchase(buyer, at, chance.hex(32), basket, null, Purchase.Outcome.INVOICED));
    }
  }
}
