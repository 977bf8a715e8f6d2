package io.campaignlake.demo;

import io.campaignlake.demo.CampaignPlan.MessageType;
import io.campaignlake.demo.CampaignPlan.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The campaigns of the shop, and whom each addresses on which day. */
final class Campaigns {
  private static final double BROADCAST_SHARE = 0.6;
  private static final double API_SHARE = 0.5;

  /** Staff create a campaign at 08:00 in São Paulo, before anything is sent. */
  private static final Duration CREATED = Duration.ofHours(11);

  private final GeneratorOptions options;

  Campaigns(GeneratorOptions options) {
    this.options = options;
  }

  List<CampaignPlan> all() {
    return IntStream.range(0, options.campaigns()).mapToObj(this::plan).toList();
  }

  /** The people whom the campaign messages on that send day, by index. */
  IntStream audience(CampaignPlan campaign, int day) {
    if (campaign.type() == Type.BROADCAST) {
      return day == campaign.firstDay()
          ? IntStream.range(0, options.recipients()).filter(i -> isAddressed(campaign.index(), i))
          : IntStream.empty();
    }
    // Carts are abandoned all the time: each person has one day per campaign.
    int offset = Math.floorMod(day - 7 * campaign.index(), options.days());
    return IntStream.iterate(offset, i -> i < options.recipients(), i -> i + options.days())
        .filter(i -> isAddressed(campaign.index(), i));
  }

  Script script(CampaignPlan campaign, int person) {
    return scriptOf(campaign.index(), person);
  }

  private Script scriptOf(int campaign, int person) {
    if (person == People.clickerOf(campaign, options.recipients())) {
      return Script.CLICKS_AND_BUYS;
    }
    return person == People.shyBuyerOf(campaign, options.recipients())
        ? Script.BUYS_UNPROMPTED
        : Script.FREE;
  }

  private boolean isAddressed(int campaign, int person) {
    if (scriptOf(campaign, person) != Script.FREE) {
      return true;
    }
    double share = theme(campaign).type() == Type.API ? API_SHARE : BROADCAST_SHARE;
    return Chance.of(options.seed(), "audience", campaign, person).happens(share);
  }

  private CampaignPlan plan(int index) {
    CampaignTheme theme = theme(index);
    int firstDay =
        theme.type() == Type.API ? 0 : (int) ((long) index * options.days() / options.campaigns());
    Instant createdAt =
        options.start().plusDays(firstDay).atStartOfDay(ZoneOffset.UTC).toInstant().plus(CREATED);
    return new CampaignPlan(
        index,
        String.format(Locale.ROOT, "%s-%02d", theme.slug(), index + 1),
        theme.title(),
        theme.type(),
        theme.messageType(),
        theme.connector(),
        theme.slug().replace('-', '_'),
        theme.language(),
        firstDay,
        createdAt,
        declaredAudience(theme, index));
  }

  private int declaredAudience(CampaignTheme theme, int index) {
    return switch (theme.declares()) {
      case NOTHING -> 0;
      case ALL_ADDRESSED -> addressed(index);
      // A quarter of the list still waits, so the broadcast stays LIVE.
      case MORE_THAN_ADDRESSED -> addressed(index) * 5 / 4 + 10;
    };
  }

  private int addressed(int campaign) {
    return (int)
        IntStream.range(0, options.recipients()).filter(i -> isAddressed(campaign, i)).count();
  }

  private static CampaignTheme theme(int index) {
    CampaignTheme[] themes = CampaignTheme.values();
    if (index < themes.length) {
      return themes[index];
    }
    // Only one campaign is REGULAR, however many there are.
    List<CampaignTheme> repeated = new ArrayList<>(List.of(themes));
    repeated.removeIf(theme -> theme.messageType() == MessageType.REGULAR);
    return repeated.get(index % repeated.size());
  }

  /** What is agreed for one person's message, so that every campaign earns both kinds of order. */
  enum Script {
    FREE,
    CLICKS_AND_BUYS,
    BUYS_UNPROMPTED
  }
}
