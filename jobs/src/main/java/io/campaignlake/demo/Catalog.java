package io.campaignlake.demo;

import java.util.ArrayList;
import java.util.List;

/** What the shop sells. */
final class Catalog {
  private static final List<Product> PRODUCTS =
      List.of(
          new Product("1008", "Camiseta básica", 5_990),
          new Product("1021", "Calça jeans", 18_990),
          new Product("1033", "Vestido midi", 22_900),
          new Product("1040", "Tênis casual", 29_990),
          new Product("1057", "Jaqueta corta-vento", 34_900),
          new Product("1062", "Meia esportiva (3 pares)", 3_450),
          new Product("1079", "Bolsa de couro", 41_500),
          new Product("1084", "Cinto \"clássico\"", 7_990));

  private Catalog() {}

  static Basket basket(Store store, Chance chance) {
    List<Product> left = new ArrayList<>(PRODUCTS);
    List<Basket.Line> lines = new ArrayList<>();
    int different = chance.between(1, 3);
    for (int i = 0; i < different; i++) {
      Product product = left.remove(chance.between(0, left.size() - 1));
      int price = product.price() * store.priceFactor;
      int discount = chance.happens(0.3) ? price / 10 : 0;
      int quantity = chance.happens(0.15) ? 2 : 1;
      lines.add(new Basket.Line(product.sku(), product.name(), quantity, price, price - discount));
    }
    int shipping = chance.happens(0.4) ? 0 : chance.between(990, 2_990) * store.priceFactor;
    return new Basket(List.copyOf(lines), shipping);
  }

  /** Price in Brazilian cents. */
  private record Product(String sku, String name, int price) {}
}
