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

  /** DuckDB, one ASOF join a class and key; the order takes the best of the four. */
  static String duckAsof(boolean customersToo) {
    String byCustomer =
        """
        ASOF LEFT JOIN clicked c2 ON o.customer_id = c2.customer_id AND o.ordered_at >= c2.anchor_at
        ASOF LEFT JOIN delivered d2 ON o.customer_id = d2.customer_id AND o.ordered_at >= d2.anchor_at
        """;
    String touch =
        "CASE WHEN %1$s.anchor_at >= o.ordered_at - INTERVAL %2$s THEN {'anchor_at': %1$s.anchor_at, 'message_id': %1$s.message_id} END";
    String click = "greatest(%s, %s)";
    String clicks = touch.formatted("c1", "360 HOURS");
    String deliveries = touch.formatted("d1", "72 HOURS");
    if (customersToo) {
      clicks = click.formatted(clicks, touch.formatted("c2", "360 HOURS"));
      deliveries = click.formatted(deliveries, touch.formatted("d2", "72 HOURS"));
    }
    return TOUCHES
        + """
          , best AS (
            SELECT o.order_id, %s AS click, %s AS delivery
            FROM orders o
            ASOF LEFT JOIN clicked c1 ON o.phone_key = c1.recipient_key AND o.ordered_at >= c1.anchor_at
            ASOF LEFT JOIN delivered d1 ON o.phone_key = d1.recipient_key AND o.ordered_at >= d1.anchor_at
            %s)
          SELECT order_id,
            CASE WHEN click IS NOT NULL THEN 'CLICK_THROUGH' WHEN delivery IS NOT NULL THEN 'ASSISTED' END AS conversion_class,
            coalesce(click, delivery).message_id AS message_id,
            coalesce(click, delivery).anchor_at AS anchor_at
          FROM best
          """
            .formatted(clicks, deliveries, customersToo ? byCustomer : "");
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
