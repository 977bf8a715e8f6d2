package io.campaignlake.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.campaignlake.Jobs;
import io.campaignlake.lake.JobRunner;
import io.campaignlake.lake.LakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.service.launcher.IrqHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The same way as {@code run}, round after round: the same jobs with the same progress, so that the
 * numbers are the same. A signal to stop ends it after the round that is under way.
 */
@Command(
    name = "stream",
    description = "Runs all jobs continuously, whenever something new has landed.")
final class StreamCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--trigger",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How often to look for news, for example 10s or 5m (default ${DEFAULT-VALUE}).")
  private String trigger;

  private final CountDownLatch stopAsked = new CountDownLatch(1);

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void check() {
    CommonOptions.checkAll(options::requireLandingRoot, this::every);
  }

  @Override
  public void run() {
    Duration every = every();
    Configuration hadoop = new Configuration();
    StreamPulse pulse = new StreamPulse(options, hadoop, every, stopAsked);
    stopOnSignal();
    JobRunner runner =
        new JobRunner(options.lake(), options.settings(), options.clock(), System.err);
    System.err.printf("streaming: looking for news every %d s%n", every.toSeconds());
    runner.repeat(Jobs.IN_DATA_ORDER, Jobs.tables(), pulse::awaitNews, pulse::roundDone);
  }

  /**
   * A signal does not end the process: it asks the loop to. So the round under way goes through,
   * its last commit is as whole as any other, and the exit code is 0.
   */
  private void stopOnSignal() {
    for (String name : List.of("TERM", "INT")) {
      new IrqHandler(
              name,
              signal -> {
                System.err.println("stopping after this round ...");
                stopAsked.countDown();
              })
          .bind();
    }
  }

  private Duration every() {
    try {
      Duration every =
          ConfigFactory.parseString("every = \"" + trigger + "\"").getDuration("every");
      if (every.isNegative() || every.isZero()) {
        throw new ConfigException.Generic("it is not positive");
      }
      return every;
    } catch (ConfigException e) {
      throw LakeException.usage(
          "Cannot use --trigger %s: it is no time. Write it like 30s or 5m.".formatted(trigger));
    }
  }
}
