package io.campaignlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A command of the program in a process of its own, as {@code ./lake} starts it, but from the
 * classes under test: a test runs before there is a jar.
 */
public final class LakeProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** What the system reports of a process that SIGKILL ended: 128 + 9. */
  private static final int KILLED = 137;

  private final Process process;
  private final Path output;

  private LakeProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a command on a lake; its output goes to a file beside the lake. */
  public static LakeProcess start(TestLake lake, String... command) {
    try {
      Path home = Path.of("").toAbsolutePath().getParent();
      Path output = Files.createTempFile(lake.landing().getParent(), "lake-", ".log");
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(List.of("@" + home.resolve("conf/jvm.options"), "-Xmx1g", "-XX:+UseSerialGC"));
      // Such a process lives for half a minute: the optimizing compiler would only cost.
      line.add("-XX:TieredStopAtLevel=1");
      line.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.campaignlake.Main"));
      line.addAll(List.of(command));
      line.addAll(lake.commandLineOptions());
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new LakeProcess(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for something to become true while the process lives. */
  public void await(BooleanSupplier event) {
    Instant patience = Instant.now().plus(PATIENCE);
    while (!event.getAsBoolean()) {
      assertThat(process.isAlive()).as("it lives on: %s", said()).isTrue();
      assertThat(Instant.now()).as("it comes to that: %s", said()).isBefore(patience);
      pause();
    }
  }

  // A commit follows another after tens of milliseconds: who wants to come between must be quick.
  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it with SIGKILL: no handler runs, nothing is flushed. */
  public void kill() {
    assertThat(killedInTime()).as("killed, and not faster: %s", said()).isTrue();
  }

  /** The same; whether it had not come to its end before. */
  public boolean killedInTime() {
    process.destroyForcibly();
    return exitCode() == KILLED;
  }

  public boolean lives() {
    return process.isAlive();
  }

  /** Asks it to end, with SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it wrote to both of its outputs so far. */
  public String said() {
    try {
      return Files.readString(output).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
