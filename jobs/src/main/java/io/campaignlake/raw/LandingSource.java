package io.campaignlake.raw;

import io.campaignlake.lake.Table;
import java.util.Arrays;

/** A folder below the landing root, and the raw table that its documents go to. */
public enum LandingSource {
  CAMPAIGNS("campaigns", RawTables.CAMPAIGNS),
  SENDS("sends", RawTables.SENDS),
  META("meta", RawTables.MESSAGE_EVENTS),
  GUPSHUP("gupshup", RawTables.MESSAGE_EVENTS),
  CLICKS("clicks", RawTables.CLICKS),
  ORDERS("orders/vtex", RawTables.ORDERS),
  CARTS("carts/vtex", RawTables.CARTS);

  private final String folder;
  private final Table table;

  LandingSource(String folder, Table table) {
    this.folder = folder;
    this.table = table;
  }

  /** Below the landing root; also the value of {@code _source}. */
  public String folder() {
    return folder;
  }

  /** As the configuration names it. */
  String key() {
    return folder.replace('/', '-');
  }

  public Table table() {
    return table;
  }

  static LandingSource ofFolder(String folder) {
    return Arrays.stream(values()).filter(s -> s.folder.equals(folder)).findFirst().orElseThrow();
  }
}
