package io.campaignlake.reference;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.campaignlake.reference.ReferenceFacts.CartVersion;
import io.campaignlake.reference.ReferenceFacts.OrderVersion;
import io.campaignlake.reference.ReferenceTables.Cart;
import io.campaignlake.reference.ReferenceTables.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Orders and carts, each in its winning version. */
final class ReferenceShop {
  private static final Comparator<OrderVersion> LATEST_ORDER =
      comparing(OrderVersion::changedAt).thenComparing(OrderVersion::hash, Canonical.TEXT);
  private static final Comparator<CartVersion> LATEST_CART =
      comparing(CartVersion::capturedAt, nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparing(CartVersion::hash, Canonical.TEXT);

  private ReferenceShop() {}

  static List<Order> orders(ReferenceFacts facts, ReferencePolicy policy) {
    Map<String, OrderVersion> latest = new HashMap<>();
    facts.orders.forEach(
        version -> latest.merge(version.orderId(), version, BinaryOperator.maxBy(LATEST_ORDER)));
    return latest.values().stream().map(version -> order(version, policy)).toList();
  }

  static List<Cart> carts(ReferenceFacts facts) {
    Map<String, CartVersion> latest = new HashMap<>();
    facts.carts.forEach(
        version -> latest.merge(version.orderFormId(), version, BinaryOperator.maxBy(LATEST_CART)));
    return latest.values().stream()
        .map(version -> new Cart(version.orderFormId(), items(version.items())))
        .toList();
  }

  private static Order order(OrderVersion version, ReferencePolicy policy) {
    return new Order(
        version.orderId(),
        version.orderedAt(),
        version.status(),
        BigDecimal.valueOf(version.cents(), 2),
        version.currencyCode(),
        version.customerId(),
        ReferencePhones.keyOfShop(version.phone(), version.countryCode(), policy.defaultRegion()),
        version.orderFormId(),
        items(version.items()));
  }

  /** The items as reports show them: cents become units of currency. */
  private static String items(JsonNode items) {
    if (!items.isArray()) {
      return null;
    }
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : items) {
      JsonNode price =
          item.hasNonNull("sellingPrice") ? item.get("sellingPrice") : item.get("price");
      shown
          .addObject()
          .put("id", Canonical.text(item.path("id")))
          .put("name", Canonical.text(item.path("name")))
          .put("quantity", item.path("quantity").asLong())
          .put("price", BigDecimal.valueOf(price.asLong(), 2).toPlainString());
    }
    return shown.toString();
  }
}
