package io.campaignlake.attribution;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Customers with many orders under several phones, as shop staff have, by their hashes. */
final class Crowds {
  /** Orders of one customer under several phones, from which on the customer is the home. */
  static final int LARGEST_FAMILY = 100;

  // Numbers of a customer.
  private static final int ORDERS = 1;
  private static final int LEAST_PHONE = 2;
  private static final int GREATEST_PHONE = 3;

  private final HashSlots customers;
  private final Set<Long> found = new TreeSet<>();

  private Crowds(int expected) {
    customers = new HashSlots(3, expected);
  }

  /**
   * @param packed by {@link OrderKeys}
   */
  static Set<Long> of(List<byte[]> packed) {
    Crowds crowds = new Crowds(OrderKeys.about(packed) / 2);
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
    int row = customers.first(customer);
    if (row == HashSlots.NONE) {
      row = customers.add(customer, 1);
      customers.set(row, LEAST_PHONE, phone);
      customers.set(row, GREATEST_PHONE, phone);
      return;
    }
    long orders = customers.number(row, ORDERS) + 1;
    long least = Math.min(customers.number(row, LEAST_PHONE), phone);
    long greatest = Math.max(customers.number(row, GREATEST_PHONE), phone);
    customers.set(row, ORDERS, orders);
    customers.set(row, LEAST_PHONE, least);
    customers.set(row, GREATEST_PHONE, greatest);
    if (orders > LARGEST_FAMILY && least < greatest) {
      found.add(customer);
    }
  }
}
