package io.campaignlake.demo;

import java.util.Locale;

/** The shop's storefronts, one per country, each with its own currency. */
enum Store {
  BRAZIL("BR", "BRA", "BRL", "R$", "E. South America Standard Time", "pt-BR", 1),
  MEXICO("MX", "MEX", "MXN", "$", "Central Standard Time (Mexico)", "es-MX", 4),
  ARGENTINA("AR", "ARG", "ARS", "$", "Argentina Standard Time", "es-AR", 250);

  final String region;
  final String countryCode;
  final String currencyCode;
  final String currencySymbol;
  final String windowsZone;
  final String locale;

  /** A price in Brazilian cents times this is a fair price in this store's cents. */
  final int priceFactor;

  Store(
      String region,
      String countryCode,
      String currencyCode,
      String currencySymbol,
      String windowsZone,
      String locale,
      int priceFactor) {
    this.region = region;
    this.countryCode = countryCode;
    this.currencyCode = currencyCode;
    this.currencySymbol = currencySymbol;
    this.windowsZone = windowsZone;
    this.locale = locale;
    this.priceFactor = priceFactor;
  }

  String hostname() {
    return "lojaaurora" + region.toLowerCase(Locale.ROOT);
  }
}
