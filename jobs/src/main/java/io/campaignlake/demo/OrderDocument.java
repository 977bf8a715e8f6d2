package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One order as the OMS shows it: amounts in cents, times with seven digits of a second. */
final class OrderDocument {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Purchase purchase;
  private final String orderGroup;
  private final String creationDate;
  private final String document;
  private final String zeroOffset;
  private final Chance chance;
  private final boolean hasCustomerId;

  OrderDocument(Purchase purchase, String orderGroup, Chance chance) {
    this.purchase = purchase;
    this.orderGroup = orderGroup;
    this.chance = chance;
    this.zeroOffset = chance.happens(0.3) ? "Z" : "+00:00";
    this.creationDate = vtexTime(purchase.at());
    this.document = chance.digits(11);
    // A guest's order without any phone would belong to nobody, so only phones may go alone.
    this.hasCustomerId = purchase.buyer().shopPhone() == null || chance.happens(0.95);
  }

  ObjectNode version(String status, Instant changedAt) {
    ObjectNode order =
        Json.object()
            .put("orderId", orderGroup + "-01")
            .put("sequence", orderGroup.substring(orderGroup.length() - 7))
            .put("orderGroup", orderGroup)
            .put("origin", "Marketplace")
            .put("salesChannel", "1")
            .put("hostname", purchase.buyer().store().hostname())
            .put("status", status)
            .put("value", purchase.basket().total())
            .put("creationDate", creationDate)
            .put("lastChange", vtexTime(changedAt))
            .put("orderFormId", purchase.orderFormId())
            .put("isCompleted", true);
    putTotals(order.putArray("totals"));
    VtexItems.putAll(order.putArray("items"), purchase.basket());
    putClient(order.putObject("clientProfileData"));
    putMarketing(order);
    putStore(order.putObject("storePreferencesData"));
    putCancellation(order, status, changedAt);
    return order;
  }

  private void putTotals(ArrayNode totals) {
    Basket basket = purchase.basket();
    putTotal(totals, "Items", "Total dos Itens", basket.itemsTotal());
    putTotal(totals, "Discounts", "Total dos Descontos", basket.discounts());
    putTotal(totals, "Shipping", "Total do Frete", basket.shipping());
    putTotal(totals, "Tax", "Total da Taxa", 0);
  }

  private static void putTotal(ArrayNode totals, String id, String name, int cents) {
    totals.addObject().put("id", id).put("name", name).put("value", cents);
  }

  private void putClient(ObjectNode client) {
    Person buyer = purchase.buyer();
    client
        .put("id", "clientProfileData")
        .put("email", "cliente" + buyer.index() + "@mail.example-204700124775b.ct.vtex.com.br")
        .put("firstName", buyer.firstName())
        .put("lastName", buyer.lastName())
        .put("documentType", "cpf")
        .put("document", document)
        .put("phone", buyer.shopPhone())
        .put("isCorporate", false)
        .put("userProfileId", hasCustomerId ? buyer.customerId() : null)
        .putNull("customerClass");
  }

  private void putMarketing(ObjectNode order) {
    if (purchase.utmCampaign() == null) {
      order.putNull("marketingData");
      return;
    }
    order
        .putObject("marketingData")
        .put("id", "marketingData")
        .put("utmSource", "whatsapp")
        .put("utmMedium", "message")
        .put("utmCampaign", purchase.utmCampaign())
        .put("utmipage", " ")
        .putNull("coupon");
  }

  private void putStore(ObjectNode preferences) {
    Store store = purchase.buyer().store();
    preferences
        .put("countryCode", store.countryCode)
        .put("currencyCode", store.currencyCode)
        .put("currencySymbol", store.currencySymbol)
        .put("timeZone", store.windowsZone)
        .putObject("currencyFormatInfo")
        .put("CurrencyDecimalDigits", 2);
  }

  private void putCancellation(ObjectNode order, String status, Instant changedAt) {
    if (status.equals("canceled")) {
      order
          .putObject("cancellationData")
          .put("RequestedByUser", true)
          .put("CancellationDate", vtexTime(changedAt));
    }
  }

  /** Milliseconds are ours, the four digits after them are the platform's noise. */
  private String vtexTime(Instant instant) {
    String millis = String.format(Locale.ROOT, "%03d", instant.getNano() / 1_000_000);
    return TO_THE_SECOND.format(instant) + "." + millis + chance.digits(4) + zeroOffset;
  }
}
