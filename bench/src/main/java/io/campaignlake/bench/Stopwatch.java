package io.campaignlake.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;

/** Runs contenders in rounds after a warm-up, and says what each took. */
final class Stopwatch {
  /** What is short is compiled no sooner than what is long: it warms up in more rounds. */
  private static final double LEAST_WARM_SECONDS = 10;

  private static final int MOST_WARM_UPS = 10;

  /** What runs, in Spark or beside it. */
  interface Work {
    void run() throws Exception;
  }

  private record Round(
      double seconds, double cpu, long rows, long peakHeap, long shuffled, long spilled) {}

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final SparkSession spark;
  private final int rounds;
  private final int warmUps;
  private final PrintStream progress;
  private final TaskTotals totals = new TaskTotals();

  Stopwatch(SparkSession spark, int rounds, int warmUps, PrintStream progress) {
    this.spark = spark;
    this.rounds = rounds;
    this.warmUps = warmUps;
    this.progress = progress;
    spark.sparkContext().addSparkListener(totals);
  }

  /**
   * @param rows that the work is about
   */
  Measured measure(String name, long rows, Work work) throws Exception {
    return measure(name, work).of(rows);
  }

  /** The same, with the rows that Spark's tasks read. */
  Measured measure(String name, Work work) throws Exception {
    warmUp(name, work);
    List<Round> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      all.add(round(name, "  #" + round, work));
    }
    List<Double> seconds = all.stream().map(Round::seconds).toList();
    Round middle =
        all.stream().sorted(Comparator.comparing(Round::seconds)).toList().get(all.size() / 2);
    return new Measured(
        name,
        middle.rows(),
        seconds,
        middle.cpu(),
        middle.peakHeap(),
        middle.shuffled(),
        middle.spilled());
  }

  private void warmUp(String name, Work work) throws Exception {
    double warm = 0;
    for (int round = 0; round < warmUps || isCold(warm, round); round++) {
      warm += round(name, "warm", work).seconds();
    }
  }

  private boolean isCold(double warm, int round) {
    return warmUps > 0 && warm < LEAST_WARM_SECONDS && round < MOST_WARM_UPS;
  }

  private Round round(String name, String which, Work work) throws Exception {
    Round taken = round(work);
    progress.printf(
        Locale.ROOT, "%-48s %s %8.2f s, CPU %8.2f s%n", name, which, taken.seconds(), taken.cpu());
    return taken;
  }

  private Round round(Work work) throws Exception {
    System.gc();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    settle();
    totals.reset();
    long begun = System.nanoTime();
    long cpuBefore = PROCESS.getProcessCpuTime();
    work.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpu = (PROCESS.getProcessCpuTime() - cpuBefore) / 1e9;
    long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    settle();
    return new Round(seconds, cpu, totals.read(), peak, totals.shuffled(), totals.spilled());
  }

  /** Spark tells its listeners a moment after the fact. */
  private void settle() throws TimeoutException {
    spark.sparkContext().listenerBus().waitUntilEmpty();
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
