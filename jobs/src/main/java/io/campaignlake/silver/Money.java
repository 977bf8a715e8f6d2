package io.campaignlake.silver;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Money of a shop: VTEX writes integer cents; the lake holds currency units with two decimals. */
public final class Money {
  public static final DecimalType TYPE = DataTypes.createDecimalType(18, 2);

  /** A thousandth of what the type holds: one mad order must not make the sums of a day fail. */
  private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

  private Money() {}

  /**
   * @throws BadValue when it is no integer number, or too large a one
   */
  static BigDecimal cents(JsonNode parent, String field) {
    BigDecimal amount = centsOrNull(parent, field);
    if (amount == null) {
      throw new BadValue(Reason.BAD_AMOUNT);
    }
    return amount;
  }

  static BigDecimal centsOrNull(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isIntegralNumber()) {
      return null;
    }
    BigDecimal amount = new BigDecimal(node.bigIntegerValue(), 2);
    return amount.abs().compareTo(MOST) > 0 ? null : amount;
  }
}
