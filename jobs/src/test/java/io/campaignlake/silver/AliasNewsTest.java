package io.campaignlake.silver;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.SparkExtension;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which pairs of ids are news, and which aliases they touch. */
@ExtendWith(SparkExtension.class)
final class AliasNewsTest {
  private static final int SURE = 0;
  private static final int LIKELY = 1;

  private SparkSession spark;
  private Dataset<Row> aliases;

  @BeforeEach
  void someAliases(SparkSession session) {
    spark = session;
    aliases =
        spark.createDataFrame(
            List.of(
                RowFactory.create("a1", "a", StatusEvent.STRONG),
                RowFactory.create("a2", "a", StatusEvent.STRONG),
                RowFactory.create("b1", "b", StatusEvent.WEAK),
                RowFactory.create("c1", "c", StatusEvent.STRONG)),
            MessageAliases.TABLE.schema());
  }

  private AliasNews news(Row... pairs) {
    StructType pair =
        new StructType()
            .add(MessageAliases.FROM, "string")
            .add(MessageAliases.TO, "string")
            .add(MessageAliases.RANK, "int");
    return AliasNews.of(spark.createDataFrame(List.of(pairs), pair), aliases);
  }

  private static Stream<String> stored(AliasNews news) {
    return news.stored().orderBy("alias_id").collectAsList().stream().map(row -> row.getString(0));
  }

  @Test
  void whatAliasesSayAlready_isNoNews() {
    assertThat(
            news(
                    RowFactory.create("a1", "a", SURE),
                    RowFactory.create("a2", "a", LIKELY),
                    RowFactory.create("b1", "b", LIKELY))
                .isNothing())
        .isTrue();
  }

  @Test
  void messageThatNobodyKnows_touchesNoAlias() {
    AliasNews news = news(RowFactory.create("n1", "n", LIKELY), RowFactory.create("n1", "n", SURE));
    assertThat(news.pairs().collectAsList()).containsExactly(RowFactory.create("n1", "n", SURE));
    assertThat(stored(news)).isEmpty();
  }

  @Test
  void surerEvidence_isNews() {
    AliasNews news = news(RowFactory.create("b1", "b", SURE));
    assertThat(news.isNothing()).isFalse();
    assertThat(stored(news)).containsExactly("b1");
  }

  @Test
  void anotherIdOfAKnownAlias_touchesAllIdsOfItsMessage() {
    AliasNews news = news(RowFactory.create("n1", "a2", LIKELY));
    assertThat(stored(news)).containsExactly("a1", "a2");
  }

  @Test
  void pairThatJoinsTwoMessages_touchesBoth() {
    AliasNews news = news(RowFactory.create("b1", "a", LIKELY), RowFactory.create("c1", "c", SURE));
    assertThat(news.pairs().count()).as("what is known aside").isEqualTo(1);
    assertThat(stored(news)).containsExactly("a1", "a2", "b1");
  }

  @Test
  void anotherIdBesideAKnownPair_touchesWhatThatPairSays() {
    AliasNews news =
        news(RowFactory.create("a1", "a", SURE), RowFactory.create("n1", "a1", LIKELY));
    assertThat(stored(news)).containsExactly("a1", "a2");
  }
}
