package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One campaign as the shop's staff planned it.
 *
 * @param firstDay number of the send day on which it begins, from 0
 * @param declaredAudience the declared size, or 0 when none is declared
 */
record CampaignPlan(
    int index,
    String id,
    String name,
    Type type,
    MessageType messageType,
    Connector connector,
    String templateName,
    String language,
    int firstDay,
    Instant createdAt,
    int declaredAudience) {

  enum Type {
    BROADCAST,
    API
  }

  enum MessageType {
    TEMPLATE,
    REGULAR
  }

  enum Connector {
    CLOUD_API,
    GUPSHUP
  }

  /** Cart reminders carry the cart they remind of. */
  boolean remindsOfCart() {
    return type == Type.API;
  }

  /** The definition in the form of the landing contract. */
  ObjectNode definition() {
    ObjectNode definition =
        Json.object()
            .put("campaign_id", id)
            .put("name", name)
            .put("type", type.name())
            .put("message_type", messageType.name());
    if (messageType == MessageType.TEMPLATE) {
      definition.put("template_name", templateName);
    }
    definition.put("language", language).put("created_at", createdAt.toString());
    if (declaredAudience > 0) {
      definition.put("declared_audience_size", declaredAudience);
    }
    return definition;
  }
}
