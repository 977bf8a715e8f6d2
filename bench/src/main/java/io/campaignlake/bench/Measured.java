package io.campaignlake.bench;

import java.util.List;

/**
 * The rounds of one contender.
 *
 * @param rows it read, all tables together
 * @param seconds of each round, the warm-up aside
 * @param cpu seconds of all threads of the process, of the round of the median: what a loaded
 *     machine does not change
 * @param peakHeap of the JVM in the round of the median, bytes
 * @param shuffled bytes that tasks wrote for others, of that round
 * @param spilled bytes that went to disk for want of memory, of that round
 */
record Measured(
    String name,
    long rows,
    List<Double> seconds,
    double cpu,
    long peakHeap,
    long shuffled,
    long spilled) {

  /** The same work, said to be about so many rows. */
  Measured of(long others) {
    return new Measured(name, others, seconds, cpu, peakHeap, shuffled, spilled);
  }

  double median() {
    List<Double> sorted = seconds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double rowsPerSecond() {
    return rows / median();
  }
}
