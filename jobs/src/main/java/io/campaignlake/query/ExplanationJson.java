package io.campaignlake.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.attribution.ConsideredTouch;
import io.campaignlake.attribution.OrderExplanation;
import io.campaignlake.lake.Policy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An explanation for programs: instants in UTC, elapsed times as ISO 8601 durations, money as
 * strings, absent things as null.
 */
final class ExplanationJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OrderExplanation order;
  private final Policy policy;

  ExplanationJson(OrderExplanation order, Policy policy) {
    this.order = order;
    this.policy = policy;
  }

  void print(OutputStream out) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document());
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private ObjectNode document() {
    ObjectNode document =
        JSON.createObjectNode()
            .put("order_id", order.orderId())
            .put("ordered_at", order.orderedAt().toString())
            .put("status", order.status())
            .put("amount", order.amount().toPlainString())
            .put("currency_code", order.currencyCode());
    order.matchKeys().forEach(document.putArray("match_keys")::add);
    document.put("is_excluded", order.isExcluded());
    document.set("credit", credit());
    document.put("reason", order.reason());
    document.set("policy", policy());
    document.put("candidates_total", order.touches().size());
    ArrayNode touches = document.putArray("touches");
    order.touches().forEach(touch -> touches.add(touch(touch)));
    return document;
  }

  private ObjectNode credit() {
    if (order.conversionClass() == null) {
      return null;
    }
    ConsideredTouch winner = order.touches().get(0);
    return JSON.createObjectNode()
        .put("conversion_class", order.conversionClass())
        .put("campaign_id", winner.campaignId())
        .put("message_id", winner.messageId())
        .put("anchor_at", winner.anchorAt().toString())
        .put("send_date", winner.sendDate());
  }

  private ObjectNode policy() {
    return JSON.createObjectNode()
        .put("zone", policy.zone().getId())
        .put("click_through_window", policy.clickThroughWindow().toString())
        .put("assisted_window", policy.assistedWindow().toString())
        .put("explain_horizon", policy.explainHorizon().toString())
        .put("explain_ahead", policy.explainAhead().toString())
        .put("quick_replies_claim", policy.quickRepliesClaim());
  }

  private static ObjectNode touch(ConsideredTouch touch) {
    return JSON.createObjectNode()
        .put("merit_rank", touch.meritRank())
        .put("verdict", touch.verdict())
        .put("conversion_class", touch.conversionClass())
        .put("campaign_id", touch.campaignId())
        .put("message_id", touch.messageId())
        .put("click_id", touch.clickId())
        .put("anchor_at", touch.anchorAt().toString())
        .put("effective_delivered_at", touch.effectiveDeliveredAt().toString())
        .put("send_date", touch.sendDate())
        .put("window", touch.window().toString())
        .put("elapsed", touch.elapsed().toString())
        .put("left", touch.left().toString())
        .put("margin", Spans.margin(touch));
  }
}
