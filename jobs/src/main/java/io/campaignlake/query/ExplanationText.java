package io.campaignlake.query;

import io.campaignlake.attribution.ConsideredTouch;
import io.campaignlake.attribution.OrderExplanation;
import io.campaignlake.lake.Policy;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;

/** An explanation for people; times in the business zone. */
final class ExplanationText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .appendPattern(" xxx")
          .toFormatter();
  private static final List<String> COLUMNS =
      List.of(
          "rank", "verdict", "class", "campaign", "message", "click", "happened", "the order came");

  private final OrderExplanation order;
  private final Policy policy;

  ExplanationText(OrderExplanation order, Policy policy) {
    this.order = order;
    this.policy = policy;
  }

  void print(OutputStream out) throws IOException {
    TextTable facts = new TextTable(List.of("order", order.orderId()), new boolean[2]);
    List<List<String>> rows =
        List.of(
            List.of("ordered", local(order.orderedAt())),
            List.of("amount", order.amount().toPlainString() + " " + order.currencyCode()),
            List.of("status", status()),
            List.of(
                "keys",
                order.matchKeys().isEmpty() ? "none" : String.join(", ", order.matchKeys())),
            List.of("credit", credit()),
            List.of("windows", windows()),
            List.of("touches", touches()));
    facts.measure(rows);
    facts.printRow(List.of("order", order.orderId()), out);
    for (List<String> row : rows) {
      facts.printRow(row, out);
    }
    printTouches(out);
    out.flush();
  }

  private String local(Instant instant) {
    return TIME.format(instant.atZone(policy.zone()));
  }

  private String status() {
    String status = order.status() == null ? "unknown" : order.status();
    return order.isExcluded()
        ? status + " (earns no conversion; its credit counts as canceled)"
        : status;
  }

  private String credit() {
    if (order.conversionClass() == null) {
      return "none: " + order.reason();
    }
    ConsideredTouch winner = order.touches().get(0);
    return "%s, campaign %s, message %s sent on %s"
        .formatted(
            order.conversionClass(), winner.campaignId(), winner.messageId(), winner.sendDate());
  }

  private String windows() {
    return "click %s, delivery %s"
        .formatted(Spans.of(policy.clickThroughWindow()), Spans.of(policy.assistedWindow()));
  }

  private String touches() {
    return "%d from %s before the order to %s after it"
        .formatted(
            order.touches().size(),
            Spans.of(policy.explainHorizon()),
            Spans.of(policy.explainAhead()));
  }

  private void printTouches(OutputStream out) throws IOException {
    if (order.touches().isEmpty()) {
      return;
    }
    boolean[] isNumber = new boolean[COLUMNS.size()];
    isNumber[0] = true;
    TextTable table = new TextTable(COLUMNS, isNumber);
    List<List<String>> rows = order.touches().stream().map(this::cells).toList();
    table.measure(rows);
    out.write('\n');
    table.printHeader(out);
    for (List<String> row : rows) {
      table.printRow(row, out);
    }
  }

  private List<String> cells(ConsideredTouch touch) {
    return List.of(
        String.valueOf(touch.meritRank()),
        touch.verdict(),
        touch.conversionClass(),
        touch.campaignId(),
        touch.messageId(),
        touch.clickId() == null ? "-" : touch.clickId(),
        local(touch.anchorAt()),
        Spans.margin(touch));
  }
}
