package io.campaignlake.query;

import io.campaignlake.attribution.OrderExplanation;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Policy;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;

/** {@code ./lake explain-order}: one order, every candidate touch, its verdict and its margins. */
public final class ExplainOrder {
  private ExplainOrder() {}

  /**
   * Refuses, before Spark starts, a format that an explanation does not have.
   *
   * @throws LakeException of usage
   */
  public static void check(Format format) {
    if (format == Format.CSV) {
      throw LakeException.usage(
          "Cannot print an explanation as csv: it is no table. Use text or json.");
    }
  }

  /**
   * @throws LakeException failed when the lake has no such order
   */
  public static void run(
      Lake lake, String orderId, Policy policy, Format format, OutputStream out) {
    check(format);
    boolean hasTables =
        Stream.of(Orders.TABLE, Messages.TABLE, Clicks.TABLE).allMatch(lake::exists);
    if (!hasTables) {
      throw unknown(orderId, "Run ./lake run first");
    }
    OrderExplanation explanation =
        OrderExplanation.of(lake, orderId, policy)
            .orElseThrow(
                () -> unknown(orderId, "Check the id, and that ./lake run has loaded its file"));
    try {
      if (format == Format.JSON) {
        new ExplanationJson(explanation, policy).print(out);
      } else {
        new ExplanationText(explanation, policy).print(out);
      }
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot write the explanation: %s. Check where it goes.".formatted(e.getMessage()), e);
    }
  }

  private static LakeException unknown(String orderId, String remedy) {
    return LakeException.failed(
        "Cannot explain order %s: the lake has no such order. %s.".formatted(orderId, remedy));
  }
}
