package io.campaignlake.demo;

/** The landing folders of the contract. */
enum Folder {
  CAMPAIGNS("campaigns"),
  SENDS("sends"),
  META("meta"),
  GUPSHUP("gupshup"),
  CLICKS("clicks"),
  ORDERS("orders/vtex"),
  CARTS("carts/vtex");

  private final String path;

  Folder(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }
}
