package io.campaignlake.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.reference.World.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is bought in a world, on purpose at the borders of all windows, and the carts. */
final class WorldOrders {
  private static final Instant END = Instant.parse("2026-05-31T00:00:00Z");
  private static final List<String> STATUSES =
      List.of("invoiced", "handling", "payment-approved", "invoiced", "canceled", "payment-denied");

  private final World world;
  private final Choices choices;

  WorldOrders(World world) {
    this.world = world;
    this.choices = world.choices();
  }

  void land() {
    int count = choices.below(7);
    for (int order = 1; order <= count; order++) {
      landOrder(world.own("order-" + order));
    }
    int carts = choices.below(4);
    for (int cart = 1; cart <= carts; cart++) {
      Instant capturedAt = choices.oneIn(3) ? null : world.attemptTime();
      world.land(
          Documents.cart(
              world.own("cart-" + choices.of(1, 2)),
              "captured_at",
              capturedAt,
              "items",
              Documents.array(
                  Documents.item("sku-" + cart, "Filter \"fine\"", cart, 1_990L * cart))));
    }
  }

  private void landOrder(String orderId) {
    Person person = choices.of(world.people());
    Instant orderedAt = orderTime(person);
    ObjectNode client = Documents.json("phone", phone(person), "userProfileId", customerId(person));
    String currency = choices.of("BRL", "BRL", "USD");
    String country = choices.oneIn(6) ? null : person.countryCode();
    int versions = 1 + choices.below(3);
    for (int version = 0; version < versions; version++) {
      Instant lastChange = orderedAt.plus(Duration.ofDays(choices.of(version, 0, 9)));
      ObjectNode order =
          Documents.json(
              "orderId", orderId,
              "status", choices.of(STATUSES),
              "value", 100L + choices.below(100_000),
              "creationDate", world.iso(orderedAt),
              "lastChange", choices.oneIn(5) ? null : world.iso(lastChange),
              "orderFormId", choices.of(null, world.own("cart-1"), world.own("cart-2")),
              "clientProfileData", client,
              "storePreferencesData",
                  Documents.json("countryCode", country, "currencyCode", currency),
              "items", Documents.array(Documents.item("sku-9", "Tea, green", 1, 2_500)));
      world.land(Documents.in("orders/vtex", order));
      if (choices.oneIn(15)) {
        world.land(Documents.in("orders/vtex", broken(order)));
      }
    }
  }

  /** A window's width after one of the person's receipts or clicks, a microsecond more or less. */
  private Instant orderTime(Person person) {
    Instant anchor =
        person.anchors().isEmpty() ? world.attemptTime() : choices.of(person.anchors());
    Duration offset =
        Duration.parse(
            choices.of("PT1H", "PT48H", "PT72H", "PT360H", "PT0S", "PT240H", "PT720H", "PT-24H"));
    Duration nudge = Duration.ofNanos(choices.of(0, 0, 1_000, -1_000));
    Instant orderedAt = anchor.plus(offset).plus(nudge);
    return orderedAt.isBefore(END) ? orderedAt : anchor.plus(nudge);
  }

  private String phone(Person person) {
    return switch (choices.below(8)) {
      case 6 -> null;
      case 7 -> "(21) 9****-1234";
      default -> choices.of(person.shopSpellings());
    };
  }

  /** Mostly the person's own, sometimes none, rarely another's: families share an account. */
  private String customerId(Person person) {
    return switch (choices.below(8)) {
      case 5, 6 -> null;
      case 7 -> choices.of(world.people()).customerId();
      default -> person.customerId();
    };
  }

  private ObjectNode broken(ObjectNode order) {
    ObjectNode broken = order.deepCopy();
    return switch (choices.below(3)) {
      case 1 -> broken.put("creationDate", "2026-03-01T10:00:00");
      case 2 -> broken.put("orderId", world.own("priceless")).put("value", "12,50");
      default ->
          Documents.with(broken, "storePreferencesData", Documents.json("countryCode", "BRA"));
    };
  }
}
