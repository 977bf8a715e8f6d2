package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.Purchase.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Order documents of VTEX: a new version each time an order changes. */
final class VtexOrders {
  private static final long FIRST_ORDER = 1_490_260_513_398L;

  /** The first orders come as a file each, as a hook that stores one document would do. */
  private static final int SINGLES = 3;

  private final LandingFiles files;
  private final long seed;
  private long orders;

  VtexOrders(LandingFiles files, long seed) {
    this.files = files;
    this.seed = seed;
  }

  void write(Purchase purchase) {
    long number = orders++;
    Chance chance = Chance.of(seed, "order", number);
    OrderDocument order =
        new OrderDocument(purchase, String.valueOf(FIRST_ORDER + 7 * number), chance);
    Instant placedAt = purchase.at().plusSeconds(2);
    append(number, placedAt, order.version("payment-pending", placedAt));
    if (purchase.outcome() == Outcome.PENDING) {
      return;
    }
    Instant paidAt = placedAt.plus(chance.delay(Duration.ofSeconds(30), Duration.ofHours(20)));
    append(number, paidAt, order.version("ready-for-handling", paidAt));
    Instant closedAt = paidAt.plus(chance.evenDelay(Duration.ofHours(3), Duration.ofDays(6)));
    String closed = purchase.outcome() == Outcome.CANCELED ? "canceled" : "invoiced";
    append(number, closedAt, order.version(closed, closedAt));
  }

  private void append(long number, Instant at, ObjectNode document) {
    String status = document.get("status").textValue();
    if (number < SINGLES && status.equals("payment-pending")) {
      String name = document.get("orderId").textValue() + "-" + status;
      files.publishSingle(Folder.ORDERS, "hook/" + name, document);
      return;
    }
    files.append(Folder.ORDERS, at, document);
  }
}
