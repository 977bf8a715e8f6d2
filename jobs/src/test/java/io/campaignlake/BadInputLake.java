package io.campaignlake;

import static io.campaignlake.BadInput.lines;
import static io.campaignlake.BadInput.order;
import static io.campaignlake.BadInput.quoted;
import static io.campaignlake.BadInput.send;
import static io.campaignlake.BadInput.status;
import static io.campaignlake.BadInput.times;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun.Mode;
import io.campaignlake.lake.Table;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One lake that much goes wrong with: a good run, one with too many rejected documents, the same
 * again, one that accepts them beside all other bad input, and one with too many corrupt ones.
 */
final class BadInputLake {
  private static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");

  final TestLake files;
  final Map<String, Long> versionsAfterGoodRun;
  final Map<String, Long> versionsAfterBreach;
  final Map<String, Long> versionsAfterAll;
  final Throwable breach;
  final Throwable breachAgain;
  final Throwable breachOfAnyJob;
  final Throwable corruptBreach;
  final Map<String, List<String>> loaded;
  final Map<String, List<String>> rawRejected;
  final Map<String, List<String>> silverRejected;
  final List<Row> loggedAfterGoodRun;
  final List<Row> loggedWhenAccepted;
  final int loggedWhenCorrupt;

  BadInputLake(SparkSession spark, Path folder) throws IOException {
    files =
        new TestLake(spark, folder, NOW, "landing.max-document-size=" + BadInput.LONGEST_DOCUMENT);
    landGood();
    files.run();
    versionsAfterGoodRun = versions();
    loggedAfterGoodRun = logged();

    land(
        "sends/too-many.jsonl", lines(times(20, send("ok"), 2, send("bad").replace("CLOUD", "X"))));
    breach = catchThrowable(files::run);
    versionsAfterBreach = versions();
    breachAgain = catchThrowable(files::run);
    breachOfAnyJob = catchThrowable(() -> files.run(Mode.INCREMENT, jobs("fold-carts")));

    for (BadInput bad : BadInput.all()) {
      land(bad.path(), bad.content());
    }
    landOtherwise();
    List<Row> loggedBefore = logged();
    files.run(Mode.ACCEPT_REJECTED);
    versionsAfterAll = versions();
    loaded = byFile("raw", "", "document");
    rawRejected = byFile("raw", "_rejected", "reject_reason");
    silverRejected = byFile("silver", "_rejected", "reject_reason");
    loggedWhenAccepted = logged().stream().filter(run -> !loggedBefore.contains(run)).toList();

    int runsLogged = logged().size();
    land("clicks/too-corrupt.jsonl", lines(times(20, "{}", 2, "{")));
    corruptBreach = catchThrowable(files::run);
    loggedWhenCorrupt = logged().size() - runsLogged;
  }

  /** Findings of every kind, and rejected documents as many as a run bears. */
  private void landGood() throws IOException {
    land(
        "sends/good.jsonl",
        lines(
            send("good"),
            send("twice"),
            send("twice").replace("\"campaign_id\":\"rough\"", "\"campaign_id\":\"other\"")));
    land("sends/same.jsonl", lines(send("good")));
    land(
        "meta/good.jsonl",
        lines(
            status("orphan-1", "sent", "1772456400"),
            quoted(
                "{'entry':[{'changes':[{'field':'messages','value':{'messages':[{'id':'in-1',"
                    + "'from':'5511900000000','timestamp':'1772456400','type':'button',"
                    + "'button':{'text':'Yes'}}]}}]}]}")));
    String good = order("good", "100", "BRL", "2026-03-02T10:00:00Z");
    land("orders/vtex/one-in-twenty.jsonl", lines(times(20, good, 1, "{}")));
    land("clicks/too-few.jsonl", lines(times(19, "{}", 19, "{")));
  }

  /** Files that are as they should be, in ways that readers stumble over. */
  private void landOtherwise() throws IOException {
    Path old = land("sends/old.jsonl", lines(send("old")));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    land("sends/same/again.jsonl", lines(send("good")));
    FileTime touched = FileTime.from(Instant.now().plus(Duration.ofHours(1)));
    Files.setLastModifiedTime(files.landing().resolve("sends/good.jsonl"), touched);
    land(
        "meta/late.jsonl",
        lines(
            status("rough-good", "delivered", "1772456400"),
            status("orphan-2", "sent", "1772456400")));
    land("sends/rows.csv.gz", "left alone");
    land("meta/events.txt", "left alone");
    land("meta/rows.csv", "left alone");
    land("meta/_unfinished/events.jsonl", "{");
    land("meta/.events.jsonl.tmp", "{");
    land("elsewhere/events.jsonl", "{");
  }

  private Path land(String path, String text) throws IOException {
    return land(path, text.getBytes(UTF_8));
  }

  private Path land(String path, byte[] content) throws IOException {
    Path file = files.landing().resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private List<Job> jobs(String... names) {
    return Jobs.IN_DATA_ORDER.stream().filter(job -> List.of(names).contains(job.name())).toList();
  }

  List<Row> logged() {
    return files.table("ops.job_runs").collectAsList();
  }

  private Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    for (Table table : Jobs.tables()) {
      versions.put(table.fullName(), files.lake().version(table));
    }
    return versions;
  }

  /** Values of a column by file, in the order of the file, from several tables of a layer. */
  private Map<String, List<String>> byFile(String layer, String suffix, String column) {
    Map<String, List<String>> byFile = new TreeMap<>();
    for (Table table : Jobs.tables()) {
      boolean isChosen =
          table.layer().equals(layer)
              && table.name().endsWith("_rejected") == suffix.equals("_rejected")
              && table.fields().stream().anyMatch(field -> field.name().equals("_position"));
      if (isChosen) {
        files
            .table(table.fullName())
            .orderBy("_file", "_position")
            .select("_file", column)
            .collectAsList()
            .forEach(
                row ->
                    byFile
                        .computeIfAbsent(
                            row.getString(0).replaceFirst("^file:", ""), f -> new ArrayList<>())
                        .add(row.getString(1)));
      }
    }
    return byFile;
  }
}
