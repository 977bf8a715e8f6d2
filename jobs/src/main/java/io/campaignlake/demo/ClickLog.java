package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.MessagePlan.Click;

/** The log of the tracked links that the messages carry. */
final class ClickLog {
  private final LandingFiles files;

  ClickLog(LandingFiles files) {
    this.files = files;
  }

  void write(MessagePlan plan) {
    Chance chance = plan.chance("click-log");
    for (Click click : plan.clicks()) {
      ObjectNode row = row(plan, click, chance);
      files.append(Folder.CLICKS, click.at(), row);
      // The log is shipped at least once.
      if (chance.happens(0.03)) {
        files.append(Folder.CLICKS, click.at().plusSeconds(3600), row);
      }
    }
  }

  private static ObjectNode row(MessagePlan plan, Click click, Chance chance) {
    ObjectNode row = Json.object();
    if (!chance.happens(0.05)) {
      row.put("click_id", click.clickId());
    }
    // Links made on delivery know WhatsApp's id only.
    boolean knowsWhatsAppIdOnly = chance.happens(0.1);
    row.put("message_id", knowsWhatsAppIdOnly ? plan.whatsAppId() : plan.messageId());
    row.put("clicked_at", click.at().toString());
    row.put("button", plan.campaign().remindsOfCart() ? "Finalizar compra" : "Ver ofertas");
    row.put("url", "https://lojaaurora.example/l/" + plan.campaign().id());
    if (click.userAgent() != null) {
      row.put("user_agent", click.userAgent());
    }
    return row;
  }
}
