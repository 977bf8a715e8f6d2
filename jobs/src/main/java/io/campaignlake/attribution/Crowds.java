package io.campaignlake.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Customers with many orders under several phones, as shop staff have, by their hashes. */
final class Crowds {
  /** Orders of one customer under several phones, from which on the customer is the home. */
  static final int LARGEST_FAMILY = 100;

  private final HashChains customers = new HashChains();
  private int[] orders = new int[customers.capacity()];
  private long[] leastPhones = new long[customers.capacity()];
  private long[] greatestPhones = new long[customers.capacity()];
  private final Set<Long> found = new TreeSet<>();

  private Crowds() {}

  /**
   * @param packed by {@link OrderKeys}
   */
  static Set<Long> of(List<byte[]> packed) {
    Crowds crowds = new Crowds();
    OrderKeys.each(
        packed,
        (orderedAt, home, other, homeKey) -> {
          if (homeKey.numBytes() > 0) {
            crowds.add(other, home);
          }
        });
    return crowds.found;
  }

  private void add(long customer, long phone) {
    int known = customers.first(customer);
    int place = known == HashChains.NONE ? added(customer, phone) : known;
    orders[place]++;
    leastPhones[place] = Math.min(leastPhones[place], phone);
    greatestPhones[place] = Math.max(greatestPhones[place], phone);
    if (orders[place] > LARGEST_FAMILY && leastPhones[place] < greatestPhones[place]) {
      found.add(customer);
    }
  }

  private int added(long customer, long phone) {
    int place = customers.add(customer);
    if (place >= orders.length) {
      orders = Arrays.copyOf(orders, customers.capacity());
      leastPhones = Arrays.copyOf(leastPhones, customers.capacity());
      greatestPhones = Arrays.copyOf(greatestPhones, customers.capacity());
    }
    leastPhones[place] = phone;
    greatestPhones[place] = phone;
    return place;
  }
}
