package io.campaignlake.bench;

import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Rows that all tasks read, what they wrote for others to fetch, and what did not fit into memory,
 * in bytes.
 */
final class TaskTotals extends SparkListener {
  private final LongAdder read = new LongAdder();
  private final LongAdder shuffled = new LongAdder();
  private final LongAdder spilled = new LongAdder();

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics metrics = end.taskMetrics();
    if (metrics != null) {
      read.add(metrics.inputMetrics().recordsRead());
      shuffled.add(metrics.shuffleWriteMetrics().bytesWritten());
      spilled.add(metrics.diskBytesSpilled());
    }
  }

  void reset() {
    read.reset();
    shuffled.reset();
    spilled.reset();
  }

  long read() {
    return read.sum();
  }

  long shuffled() {
    return shuffled.sum();
  }

  long spilled() {
    return spilled.sum();
  }
}
