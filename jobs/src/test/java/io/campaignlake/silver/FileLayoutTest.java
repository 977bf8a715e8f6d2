package io.campaignlake.silver;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.Jobs;
import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.demo.LandingGenerator;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How the rows of a first load lie in their files: whoever asks for few days reads little. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FileLayoutTest {
  private static final Set<String> LOADING =
      Set.of("ingest-landing", "type-message-events", "type-sends");

  @TempDir static Path folder;
  private TestLake lake;

  @BeforeAll
  void load(SparkSession spark) throws IOException {
    lake = new TestLake(spark, folder, Instant.parse("2026-06-01T00:00:00Z"));
    LandingGenerator.generate(
        new GeneratorOptions(7, 3, 60, 8, LocalDate.of(2026, 3, 1)), lake.landing());
    List<Job> jobs =
        Jobs.IN_DATA_ORDER.stream().filter(job -> LOADING.contains(job.name())).toList();
    SparkExtension.plannedBySize(() -> lake.run(JobRun.Mode.INCREMENT, jobs));
  }

  @Test
  void eventsAndSends_lieByTheHourInEachFile() {
    assertThat(unordered(MessageEvents.TABLE, MessageEvents.EVENT_AT)).isEmpty();
    assertThat(unordered(Sends.TABLE, Sends.ATTEMPTED_AT)).isEmpty();
  }

  /** Pairs of rows of which the first lies before the second and is more than an hour later. */
  private List<String> unordered(Table table, Field at) {
    List<Row> rows =
        lake.lake()
            .read(table)
            .selectExpr(
                "_metadata.file_path", "_metadata.row_index", "unix_seconds(" + at.name() + ")")
            .orderBy("file_path", "row_index")
            .collectAsList();
    assertThat(rows).hasSizeGreaterThan(100);
    List<String> found = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      boolean isSameFile = rows.get(i).getString(0).equals(rows.get(i - 1).getString(0));
      if (isSameFile && rows.get(i).getLong(2) < rows.get(i - 1).getLong(2) - (1 << 12)) {
        found.add(rows.get(i - 1) + " " + rows.get(i));
      }
    }
    return found;
  }

  @Test
  void leastAndGreatest_areKeptOfTimesAndNotOfDocumentsAndIds() throws IOException {
    assertThat(hasBounds(RawTables.MESSAGE_EVENTS))
        .containsEntry("document", false)
        .containsEntry("_file", false)
        .containsEntry("_ingested_at", true);
    assertThat(hasBounds(MessageEvents.TABLE))
        .containsEntry("event_id", false)
        .containsEntry("message_ref", false)
        .containsEntry("event_at", true)
        .containsEntry("event_date", true);
  }

  /** Whether all files of a table tell the bounds of a column. */
  private Map<String, Boolean> hasBounds(Table table) throws IOException {
    Map<String, Boolean> columns = new TreeMap<>();
    for (String file : lake.lake().read(table).inputFiles()) {
      HadoopInputFile input =
          HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file), new Configuration());
      try (ParquetFileReader reader = ParquetFileReader.open(input)) {
        for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
          Statistics<?> bounds = column.getStatistics();
          columns.merge(
              column.getPath().toDotString(), bounds.hasNonNullValue(), Boolean::logicalAnd);
        }
      }
    }
    return columns;
  }
}
