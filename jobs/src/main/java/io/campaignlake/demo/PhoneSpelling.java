package io.campaignlake.demo;

/** The ways in which people type their own number into a shop's form. */
final class PhoneSpelling {
  private PhoneSpelling() {}

  /** A spelling that leads back to the number by the store's region, or null: nothing typed. */
  static String spell(Store store, String internationalDigits, Chance chance) {
    return switch (chance.between(0, 9)) {
      case 0 -> null;
      case 1, 2, 3 -> national(store, internationalDigits);
      case 4 -> "00" + internationalDigits;
      case 5 -> spaced(internationalDigits);
      default -> "+" + internationalDigits;
    };
  }

  private static String spaced(String digits) {
    int tail = digits.length() - 4;
    return "+"
        + digits.substring(0, 2)
        + " "
        + digits.substring(2, 4)
        + " "
        + digits.substring(4, tail)
        + "-"
        + digits.substring(tail);
  }

  private static String national(Store store, String digits) {
    int tail = digits.length() - 4;
    String lastFour = digits.substring(tail);
    return switch (store) {
      case BRAZIL ->
          "(" + digits.substring(2, 4) + ") " + digits.substring(4, tail) + "-" + lastFour;
      case MEXICO -> digits.substring(2, 4) + " " + digits.substring(4, tail) + " " + lastFour;
      // Inside Argentina a mobile is dialled with 15 where the world dials 9.
      case ARGENTINA -> "011 15 " + digits.substring(5, tail) + "-" + lastFour;
    };
  }
}
