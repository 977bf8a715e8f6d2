package io.campaignlake.bench;

/**
 * The question of attribution as rivals are asked it: for each order the latest claiming click,
 * else the latest claiming delivery, of the same phone or the same customer. The data has no two
 * touches of a person at the same microsecond, so ties need no rule.
 */
final class AttributionSql {
  private AttributionSql() {}

  private static final String TOUCHES =
      """
      WITH delivered AS (
        SELECT message_id, recipient_key, customer_id, effective_delivered_at AS anchor_at
        FROM messages WHERE campaign_id IS NOT NULL AND effective_delivered_at IS NOT NULL),
      clicked AS (
        SELECT d.message_id, d.recipient_key, d.customer_id, c.clicked_at AS anchor_at
        FROM delivered d JOIN clicks c ON c.message_id = d.message_id
        WHERE c.kind = 'URL' AND NOT c.is_bot)
      """;

  /** How DuckDB is asked to compare keys. */
  enum Keys {
    /** As they are. */
    EXACT,
    /** By a 64-bit hash that is taken for the key: faster, and wrong once in a while. */
    HASHED
  }

  /** DuckDB: each touch and order once a key, an ASOF join a class, the best of each order. */
  static String duckAsof(boolean customersToo, Keys keys) {
    return TOUCHES
        + """
          , delivery_keys AS (%s),
          click_keys AS (%s),
          order_keys AS (%s),
          claims AS (
            SELECT o.order_id, true AS is_click, t.anchor_at, t.message_id
            FROM order_keys o ASOF JOIN click_keys t ON o.person = t.person AND o.ordered_at >= t.anchor_at
            WHERE t.anchor_at >= o.ordered_at - INTERVAL 360 HOURS
            UNION ALL
            SELECT o.order_id, false, t.anchor_at, t.message_id
            FROM order_keys o ASOF JOIN delivery_keys t ON o.person = t.person AND o.ordered_at >= t.anchor_at
            WHERE t.anchor_at >= o.ordered_at - INTERVAL 72 HOURS),
          best AS (
            SELECT order_id, max({'is_click': is_click, 'anchor_at': anchor_at, 'message_id': message_id}) AS won
            FROM claims GROUP BY order_id)
          SELECT o.order_id,
            CASE WHEN won IS NULL THEN NULL WHEN won.is_click THEN 'CLICK_THROUGH' ELSE 'ASSISTED' END AS conversion_class,
            won.message_id AS message_id, won.anchor_at AS anchor_at
          FROM orders o LEFT JOIN best ON best.order_id = o.order_id
          """
            .formatted(
                byKey("message_id, anchor_at", "delivered", "recipient_key", customersToo, keys),
                byKey("message_id, anchor_at", "clicked", "recipient_key", customersToo, keys),
                byKey("order_id, ordered_at", "orders", "phone_key", customersToo, keys));
  }

  private static String byKey(
      String columns, String table, String phone, boolean customersToo, Keys keys) {
    String key = keys == Keys.HASHED ? "hash(%s)" : "%s";
    String select = "SELECT %s, %s AS person FROM %s WHERE %s IS NOT NULL";
    String byPhone = select.formatted(columns, key.formatted(phone), table, phone);
    String byCustomer =
        select.formatted(columns, key.formatted("'c' || customer_id"), table, "customer_id");
    return customersToo ? byPhone + " UNION ALL " + byCustomer : byPhone;
  }

  /** Spark, as an analyst writes it: a range join a class, then the best of each order. */
  static String sparkRangeJoins(boolean customersToo) {
    String keys =
        customersToo
            ? "explode(array_compact(array('phone:' || %1$s, 'customer:' || customer_id)))"
            : "'phone:' || %1$s";
    return TOUCHES
        + """
          , order_keys AS (SELECT order_id, ordered_at, %s AS person FROM orders),
          click_keys AS (SELECT message_id, anchor_at, %s AS person FROM clicked),
          delivery_keys AS (SELECT message_id, anchor_at, %s AS person FROM delivered),
          claims AS (
            SELECT o.order_id, 1 AS is_click, t.anchor_at, t.message_id
            FROM order_keys o JOIN click_keys t ON o.person = t.person
              AND t.anchor_at BETWEEN o.ordered_at - INTERVAL 360 HOURS AND o.ordered_at
            UNION ALL
            SELECT o.order_id, 0 AS is_click, t.anchor_at, t.message_id
            FROM order_keys o JOIN delivery_keys t ON o.person = t.person
              AND t.anchor_at BETWEEN o.ordered_at - INTERVAL 72 HOURS AND o.ordered_at),
          ranked AS (
            SELECT *, row_number() OVER (PARTITION BY order_id ORDER BY is_click DESC, anchor_at DESC) AS place
            FROM claims)
          SELECT o.order_id, if(r.order_id IS NULL, NULL, if(r.is_click = 1, 'CLICK_THROUGH', 'ASSISTED')) AS conversion_class,
            r.message_id, r.anchor_at
          FROM orders o LEFT JOIN ranked r ON r.order_id = o.order_id AND r.place = 1
          """
            .formatted(
                keys.formatted("phone_key"),
                keys.formatted("recipient_key"),
                keys.formatted("recipient_key"));
  }
}
