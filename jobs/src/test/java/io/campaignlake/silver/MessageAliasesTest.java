package io.campaignlake.silver;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.Exchange;
import io.campaignlake.testing.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pairs of ids come to, told at once or bit by bit. */
@ExtendWith(SparkExtension.class)
final class MessageAliasesTest {
  private static final int SURE = 0;
  private static final int LIKELY = 1;

  private SparkSession spark;

  @BeforeEach
  void session(SparkSession session) {
    spark = session;
  }

  private Dataset<Row> pairs(List<Row> pairs) {
    StructType pair =
        new StructType()
            .add(MessageAliases.FROM, "string")
            .add(MessageAliases.TO, "string")
            .add(MessageAliases.RANK, "int");
    return spark.createDataFrame(pairs, pair);
  }

  private List<Row> learntAtOnce(List<Row> pairs) {
    return MessageAliases.folded(pairs(pairs)).collectAsList();
  }

  /** As increments learn: each replaces the aliases that it touches. */
  private List<Row> learntPairByPair(List<Row> pairs) {
    List<Row> aliases = new ArrayList<>();
    for (Row pair : pairs) {
      Dataset<Row> stored = spark.createDataFrame(aliases, MessageAliases.TABLE.schema());
      Exchange exchange = LearnAliasesJob.learnt(pairs(List.of(pair)), stored);
      List<Row> rows = exchange.rows().collectAsList();
      aliases.removeAll(exchange.old().collectAsList());
      aliases.addAll(rows);
    }
    return aliases;
  }

  @Test
  void idsOfOneCentre_areAllAsSureAsTheSurest() {
    assertThat(
            learntAtOnce(
                List.of(
                    RowFactory.create("w", "g", LIKELY),
                    RowFactory.create("x", "g", SURE),
                    RowFactory.create("v", "h", LIKELY))))
        .containsExactlyInAnyOrder(
            RowFactory.create("w", "g", StatusEvent.STRONG),
            RowFactory.create("x", "g", StatusEvent.STRONG),
            RowFactory.create("v", "h", StatusEvent.WEAK));
  }

  @Test
  void likelyIdOfAMessageThatTwoIdsWereTiedIn_isAsSureAsIts() {
    List<Row> pairs =
        List.of(
            RowFactory.create("w", "h", LIKELY),
            RowFactory.create("w", "g", SURE),
            RowFactory.create("v", "g", LIKELY));
    assertThat(learntPairByPair(pairs))
        .containsExactlyInAnyOrderElementsOf(learntAtOnce(pairs))
        .contains(RowFactory.create("v", "g", StatusEvent.STRONG));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void pairsOneByOne_giveWhatAllAtOnceGive(long seed) {
    Random random = new Random(seed);
    List<Row> pairs = new ArrayList<>();
    while (pairs.size() < 6) {
      String from = String.valueOf("abcdefghi".charAt(random.nextInt(9)));
      String to = String.valueOf("abcdefghi".charAt(random.nextInt(9)));
      if (!from.equals(to)) {
        pairs.add(RowFactory.create(from, to, random.nextInt(2)));
      }
    }
    assertThat(learntPairByPair(pairs))
        .as("%s", pairs)
        .containsExactlyInAnyOrderElementsOf(learntAtOnce(pairs));
  }
}
