package io.campaignlake.attribution;

import java.util.Comparator;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The delivery of a message, or a click on it. Texts are Spark's, which compare by their UTF-8
 * bytes, as the rules want it: nobody decodes them.
 *
 * @param message what both have of their message
 * @param clickId null for a delivery
 * @param anchor when it happened, microseconds of UTC
 */
record Touch(Message message, UTF8String clickId, long anchor) {

  /**
   * @param sendDate days since 1970
   * @param effectiveDelivery microseconds of UTC
   */
  record Message(UTF8String id, UTF8String campaignId, int sendDate, long effectiveDelivery) {}

  /**
   * Best first, among touches of one class that all claim an order or all do not: latest anchor,
   * latest delivery, least message, least click. Only the same touch is equal.
   */
  static final Comparator<Touch> BY_MERIT =
      (one, other) -> {
        int order = Long.compare(other.anchor, one.anchor);
        if (order == 0) {
          order = Long.compare(other.message.effectiveDelivery, one.message.effectiveDelivery);
        }
        if (order == 0) {
          order = one.message.id.compareTo(other.message.id);
        }
        return order == 0 && one.isClick() ? one.clickId.compareTo(other.clickId) : order;
      };

  boolean isClick() {
    return clickId != null;
  }
}
