package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** Item lists, the same in orders and carts; prices are cents per unit. */
final class VtexItems {
  private VtexItems() {}

  static void putAll(ArrayNode items, Basket basket) {
    for (Basket.Line line : basket.lines()) {
      items
          .addObject()
          .put("uniqueId", "U" + line.sku())
          .put("id", line.sku())
          .put("productId", line.sku())
          .put("name", line.name())
          .put("quantity", line.quantity())
          .put("price", line.price())
          .put("listPrice", line.price())
          .put("sellingPrice", line.sellingPrice())
          .put("unitMultiplier", 1.0)
          .put("measurementUnit", "un")
          .put("isGift", false)
          .put("seller", "1");
    }
  }
}
