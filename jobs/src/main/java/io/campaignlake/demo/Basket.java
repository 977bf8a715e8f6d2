package io.campaignlake.demo;

import java.util.List;

/** Products chosen, prices in the store's cents. */
record Basket(List<Line> lines, int shipping) {

  /**
   * One product.
   *
   * @param price list price per unit, in cents
   * @param sellingPrice price per unit after discount, in cents
   */
  record Line(String sku, String name, int quantity, int price, int sellingPrice) {}

  int itemsTotal() {
    return lines.stream().mapToInt(line -> line.price() * line.quantity()).sum();
  }

  int discounts() {
    return lines.stream()
        .mapToInt(line -> (line.sellingPrice() - line.price()) * line.quantity())
        .sum();
  }

  int total() {
    return itemsTotal() + discounts() + shipping;
  }
}
