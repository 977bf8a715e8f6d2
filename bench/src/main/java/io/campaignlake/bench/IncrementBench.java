package io.campaignlake.bench;

import io.campaignlake.Jobs;
import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.demo.LandingGenerator;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.Ops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * One more day on a lake of many: its messages, and the receipts, clicks and orders of that day for
 * the messages of the days before. What it costs beside the first run over all the days, as the
 * median of three such days, each after the one before.
 */
final class IncrementBench {
  private static final LocalDate START = LocalDate.of(2026, 3, 1);
  private static final LakeClock CLOCK = LakeClock.fixed(Instant.parse("2026-12-01T00:00:00Z"));

  /**
   * Files are named by the day on which they land; those without a day are there from the first.
   */
  private static final Pattern DAY = Pattern.compile("^(\\d{4}-\\d{2}-\\d{2})-.*");

  private static final int MORE_DAYS = 3;

  /** Messages of a day from which on more of the rows may be read. */
  private static final int LARGE_DAY = 100_000;

  private final SparkSession spark;
  private final Path root;
  private final Results results;

  IncrementBench(SparkSession spark, Path root, Results results) {
    this.spark = spark;
    this.root = root;
    this.results = results;
  }

  /** What a run cost: seconds of its jobs, and rows that they read from files. */
  private record Cost(double seconds, long rows) {}

  /** What the first run cost, and each day after it. */
  private record Costs(Cost full, List<Cost> days) {
    Measured ofDays(String name) {
      List<Double> seconds = days.stream().map(Cost::seconds).toList();
      long rows = days.stream().map(Cost::rows).sorted().toList().get(days.size() / 2);
      return new Measured(name, rows, seconds, 0, 0, 0, 0);
    }
  }

  /** Makes a first lake that nobody measures, so that the code is warm. */
  void warmUp() throws IOException {
    moreDays("warm-up", 5, 200);
  }

  /**
   * @param days of the first run
   * @param messages a day, about
   * @return seconds of one more day, the median
   */
  double measure(int days, int messages) throws IOException {
    Costs costs = moreDays(name(days, messages), days, messages);
    String lake = "%d days of %d messages".formatted(days, messages);
    Measured full =
        new Measured(
            "full run, " + lake, costs.full().rows(), List.of(costs.full().seconds()), 0, 0, 0, 0);
    Measured more = costs.ofDays("one more day after " + lake);
    results.add(full);
    results.add(more);
    results.ratio(
        lake + ": one more day / full run, time", more.median() / full.median(), "<=", 0.1);
    double mostRows = messages < LARGE_DAY ? 0.2 : 0.3;
    results.ratio(
        lake + ": one more day / full run, rows",
        (double) more.rows() / full.rows(),
        "<=",
        mostRows);
    return more.median();
  }

  /** A lake of that many days and three more, made unless it stands there. */
  Path lake(int days, int messages) throws IOException {
    Path folder = root.resolve(name(days, messages));
    if (!Files.exists(folder.resolve("lake"))) {
      moreDays(folder.getFileName().toString(), days, messages);
    }
    return folder.resolve("lake");
  }

  /** The first day that such a lake does not have. */
  static LocalDate dayAfter(int days) {
    return START.plusDays(days + MORE_DAYS);
  }

  private static String name(int days, int messages) {
    return "days-%d-of-%d".formatted(days, messages);
  }

  private Costs moreDays(String name, int days, int messages) throws IOException {
    Path folder = root.resolve(name);
    BenchLake.delete(folder);
    Path landing = folder.resolve("landing");
    Path later = folder.resolve("later");
    int all = days + MORE_DAYS;
    int people = LandingBench.people((long) messages * all);
    LandingGenerator.generate(new GeneratorOptions(42, 6, people, all, START), landing);
    move(landing, later, START.plusDays(days), LocalDate.MAX);
    Cost full = run(folder);
    List<Cost> more = new ArrayList<>();
    for (int day = days; day < all; day++) {
      move(later, landing, START.plusDays(day), START.plusDays(day));
      more.add(run(folder));
    }
    return new Costs(full, more);
  }

  private Cost run(Path folder) {
    BenchLake measured =
        new BenchLake(spark, folder.resolve("lake"), folder.resolve("landing"), CLOCK);
    measured.run(Jobs.IN_DATA_ORDER);
    Lake lake = measured.tables();
    // The latest run's lines are the latest commit.
    long version = lake.version(Ops.JOB_RUNS);
    Row sums =
        lake.changes(Ops.JOB_RUNS, version - 1, version)
            .agg(functions.sum("seconds"), functions.sum("rows_read"))
            .head();
    return new Cost(sums.getDouble(0), sums.getLong(1));
  }

  /** Moves the files that landed on these days, both included, to the same folders elsewhere. */
  private static void move(Path from, Path to, LocalDate first, LocalDate last) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Matcher name = DAY.matcher(file.getFileName().toString());
        if (name.matches()) {
          LocalDate day = LocalDate.parse(name.group(1));
          if (!day.isBefore(first) && !day.isAfter(last)) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.move(file, target);
          }
        }
      }
    }
  }
}
