package io.campaignlake.demo;

import java.time.Instant;

/**
 * One order of the shop.
 *
 * @param orderFormId the cart it came from
 * @param utmCampaign the campaign tag on the link, or null
 */
record Purchase(
    Person buyer,
    Instant at,
    String orderFormId,
    Basket basket,
    String utmCampaign,
    Outcome outcome) {

  /** What becomes of the order. */
  enum Outcome {
    INVOICED,
    CANCELED,
    /** Still waiting for its payment when the data ends. */
    PENDING
  }
}
