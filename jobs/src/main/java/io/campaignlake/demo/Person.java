package io.campaignlake.demo;

/**
 * Somebody who may get messages and may buy.
 *
 * @param internationalDigits the number as dialled today, for example 5511987654321
 * @param waId the number as once registered with WhatsApp: without Brazil's ninth digit for old
 *     accounts, with Mexico's 1 and Argentina's 9
 * @param shopPhone as the person typed it into the shop, or null
 * @param customerId the shop's userProfileId
 * @param bsuid the business-scoped user id
 */
record Person(
    int index,
    Store store,
    String firstName,
    String lastName,
    String internationalDigits,
    String waId,
    String shopPhone,
    String customerId,
    String bsuid,
    Reach reach,
    Habit habit) {

  /** How the sender addresses the person on the Cloud API. */
  enum Reach {
    PHONE,
    BSUID
  }

  /** Shy people never tap anything: their orders can only be assisted. */
  enum Habit {
    ORDINARY,
    SHY
  }

  String fullName() {
    return firstName + " " + lastName;
  }
}
