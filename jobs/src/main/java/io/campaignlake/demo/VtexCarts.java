package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.MessagePlan.Cart;

/** The carts that were left behind, as orderForm documents. */
final class VtexCarts {
  private final LandingFiles files;

  VtexCarts(LandingFiles files) {
    this.files = files;
  }

  void write(MessagePlan plan) {
    Chance chance = plan.chance("cart");
    // A few carts never land; their reports show the order's items alone.
    if (plan.cart() == null || chance.happens(0.05)) {
      return;
    }
    files.append(
        Folder.CARTS, plan.cart().capturedAt(), document(plan.person(), plan.cart(), chance));
  }

  private static ObjectNode document(Person person, Cart cart, Chance chance) {
    boolean isLoggedIn = chance.happens(0.5);
    ObjectNode form =
        Json.object()
            .put("orderFormId", cart.orderFormId())
            .put("salesChannel", "1")
            .put("loggedIn", isLoggedIn)
            .put("userProfileId", isLoggedIn ? person.customerId() : null)
            .put("value", cart.basket().total())
            .put("captured_at", cart.capturedAt().toString());
    VtexItems.putAll(form.putArray("items"), cart.basket());
    putTotalizers(form.putArray("totalizers"), cart.basket());
    String phone = person.shopPhone();
    // Whoever reads a cart without logging in sees personal data masked.
    form.putObject("clientProfileData")
        .put("firstName", isLoggedIn ? person.firstName() : "***")
        .put(
            "phone",
            isLoggedIn || phone == null
                ? phone
                : "*********" + phone.substring(phone.length() - 2));
    form.putObject("clientPreferencesData").put("locale", person.store().locale);
    form.putObject("storePreferencesData")
        .put("countryCode", person.store().countryCode)
        .put("currencyCode", person.store().currencyCode)
        .put("timeZone", person.store().windowsZone);
    return form;
  }

  private static void putTotalizers(ArrayNode totalizers, Basket basket) {
    totalizers.addObject().put("id", "Items").put("value", basket.itemsTotal());
    totalizers.addObject().put("id", "Discounts").put("value", basket.discounts());
    totalizers.addObject().put("id", "Shipping").put("value", basket.shipping());
  }
}
