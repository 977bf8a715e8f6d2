package io.campaignlake.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.reference.WorldMessages.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a person, or a preview fetcher, does with one message of a world. */
final class WorldReactions {
  private final World world;
  private final Choices choices;
  private final Attempt attempt;

  WorldReactions(World world, Attempt attempt) {
    this.world = world;
    this.choices = world.choices();
    this.attempt = attempt;
  }

  void land() {
    landClicks();
    landInbound();
  }

  private void landClicks() {
    int count = choices.of(0, 0, 0, 0, 1, 1, 2, 3);
    for (int number = 1; number <= count; number++) {
      String wait = choices.of("PT10M", "PT0S", "PT-1S", "PT48H", "PT336H", "PT1H0.000001S");
      Instant at = attempt.at().plus(Duration.parse(wait));
      attempt.person().anchors().add(at);
      String target = choices.oneIn(3) ? attempt.otherId() : null;
      String messageId = target != null ? target : attempt.messageId();
      String clickId = choices.oneIn(3) ? null : world.own(attempt.name() + "-click-" + number);
      List<Object> more = new ArrayList<>();
      more.addAll(List.of("button", choices.of("Buy", "See")));
      String agent =
          choices.of(null, "Mozilla/5.0", "WhatsApp/2.24", "Cubot X30", "Googlebot/2.1", "");
      if (agent != null) {
        more.addAll(List.of("user_agent", agent));
      }
      landClick(clickId, messageId, at, more.toArray());
      if (choices.oneIn(4)) {
        landClick(clickId, messageId, at.plusMillis(choices.of(0, 5, -5)), "button", "Buy");
      }
    }
    if (choices.oneIn(10)) {
      landClick(world.own("lost"), world.own("nowhere"), attempt.at());
    }
  }

  private void landClick(String clickId, String messageId, Instant at, Object... more) {
    ObjectNode click =
        Documents.json("click_id", clickId, "message_id", messageId, "clicked_at", world.iso(at));
    world.land(Documents.in("clicks", Documents.with(click, more)));
  }

  /** Answers by button, with or without their context, and texts that open the 24 hours. */
  private void landInbound() {
    String phone = attempt.person().waId();
    String inboundId = "wamid.in-" + world.own(attempt.name());
    Instant answered = attempt.at().plusSeconds(choices.of(900, 0, 86_400, 400_000));
    switch (choices.below(6)) {
      case 3 -> {
        Duration before = choices.of(Duration.ofHours(24), Duration.parse("PT24H1S"));
        String bsuid = attempt.person().bsuid();
        String phoneIfTold = bsuid != null && choices.oneIn(2) ? null : phone;
        world.land(Documents.metaText(inboundId, phoneIfTold, bsuid, attempt.at().minus(before)));
      }
      case 4 -> {
        landReply(inboundId, answered, attempt.messageId());
        if (choices.oneIn(3)) {
          Instant told = answered.plusSeconds(choices.of(0, -60, 60));
          landReply(inboundId, told, choices.of(null, attempt.otherId(), world.own("elsewhere")));
        }
      }
      case 5 -> landReply(inboundId, answered, null);
      default -> {}
    }
  }

  private void landReply(String inboundId, Instant at, String contextId) {
    String phone = attempt.person().waId();
    if (attempt.connector().equals(WorldMessages.GUPSHUP)) {
      ObjectNode context = contextId == null ? null : Documents.json("gsId", contextId);
      world.land(Documents.gupshupReply(inboundId, phone, at, context, "I want it"));
    } else {
      world.land(Documents.metaReply(inboundId, phone, at, contextId, "I want it"));
    }
  }
}
