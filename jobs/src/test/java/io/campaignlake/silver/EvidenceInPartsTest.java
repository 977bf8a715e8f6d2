package io.campaignlake.silver;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.reference.Worlds;
import io.campaignlake.testing.LakeRows;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Messages stand for their evidence: what comes later is folded into them. */
@ExtendWith(SparkExtension.class)
final class EvidenceInPartsTest {
  private static final int PARTS = 6;
  private static Landing landing;
  private static TestLake whole;

  @BeforeAll
  static void landAllAtOnce(SparkSession spark, @TempDir Path folder) {
    landing =
        Landing.all(IntStream.range(0, 120).mapToObj(no -> Worlds.sample(11, no)).toList())
            .shuffled(5);
    whole = lake(spark, folder);
    new LandingFiles(whole.landing(), 3).write(landing);
    whole.run(JobRun.Mode.INCREMENT, jobsToMessages());
    assertThat(whole.table("silver.messages").count()).isGreaterThan(200);
  }

  private static TestLake lake(SparkSession spark, Path folder) {
    return new TestLake(spark, folder, GoldenCases.NOW, "quality.max-rejected-share=1");
  }

  private static List<Job> jobsToMessages() {
    List<String> names = Jobs.IN_DATA_ORDER.stream().map(Job::name).toList();
    return Jobs.IN_DATA_ORDER.subList(0, names.indexOf("fold-messages") + 1);
  }

  @Test
  void evidenceComesInParts_messagesAreAsOfAllAtOnce(SparkSession spark, @TempDir Path folder) {
    TestLake lake = lake(spark, folder);
    LandingFiles files = new LandingFiles(lake.landing(), 3);
    for (Landing part : landing.split(PARTS)) {
      files.write(part);
      lake.run(JobRun.Mode.INCREMENT, jobsToMessages());
    }
    LakeRows.assertSame("silver.messages", lake.rows(Messages.TABLE), whole.rows(Messages.TABLE));
  }

  @Test
  void messagesOfOneSendAreFoldedAgain_theyStayTheSame() {
    Dataset<Row> sends = whole.table("silver.sends");
    Dataset<Row> several =
        MessageEvidence.ofSends(sends)
            .groupBy(Messages.MESSAGE_ID.col())
            .count()
            .where("count > 1");
    Dataset<Row> messages =
        whole.table("silver.messages").join(several, new String[] {"message_id"}, "left_anti");
    Dataset<Row> clicks = MessageEvidence.ofClicks(whole.table("silver.clicks"));
    Dataset<Row> again =
        MessageFold.messages(
            MessageEvidence.ofMessages(messages).union(clicks), whole.settings().policy().zone());
    assertThat(again.where("record_id IS NOT NULL AND NOT is_submitted").count())
        .as("records that never got an id")
        .isGreaterThan(10);
    assertThat(again.except(messages.select(Messages.TABLE.columns())).collectAsList()).isEmpty();
    assertThat(again.count()).isEqualTo(messages.count());
  }
}
