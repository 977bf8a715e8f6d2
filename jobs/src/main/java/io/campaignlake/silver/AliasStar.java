package io.campaignlake.silver;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.campaignlake.lake.KeyGroups;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * All ids that pairs tie to one: how surely that one is Gupshup's is what the surest of them says.
 * What is learnt bit by bit must not say less than what is learnt at once.
 */
final class AliasStar implements KeyGroups.Group {
  /** The ids that stand beside the centre, each once. */
  static final String OTHERS = "others";

  private static final int FROM = 0;
  private static final int TO = 1;
  private static final int RANK = 2;

  private static final StructType SCHEMA =
      new StructType()
          .add(MessageAliases.TO, StringType)
          .add(MessageAliases.RANK, IntegerType)
          .add(OTHERS, createArrayType(StringType, false));

  private final UTF8String centre;
  private final Set<UTF8String> others = new LinkedHashSet<>();
  private int rank = Integer.MAX_VALUE;

  private AliasStar(InternalRow first) {
    centre = first.getUTF8String(TO);
  }

  /**
   * @param pairs rows of {@link MessageAliases#pairs}
   * @return one row a centre
   */
  static Dataset<Row> of(Dataset<Row> pairs) {
    return KeyGroups.folded(
        pairs.select(MessageAliases.FROM, MessageAliases.TO, MessageAliases.RANK),
        List.of(MessageAliases.TO),
        SCHEMA,
        AliasStar::new);
  }

  @Override
  public void add(InternalRow pair) {
    UTF8String other = pair.getUTF8String(FROM);
    if (!others.contains(other)) {
      others.add(other.clone());
    }
    rank = Math.min(rank, pair.getInt(RANK));
  }

  @Override
  public InternalRow folded() {
    return new GenericInternalRow(
        new Object[] {centre, rank, new GenericArrayData(others.toArray())});
  }
}
