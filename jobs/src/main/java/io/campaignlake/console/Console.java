package io.campaignlake.console;

import io.campaignlake.dashboard.LiveDashboard;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Settings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The console over HTTP, from its start until it is closed. */
public final class Console implements AutoCloseable {
  /** How short a token must not be, since it may be guessed at. */
  private static final int SHORTEST_TOKEN = 16;

  private static final long LARGEST_REQUEST = 4L << 20;
  private static final int REFRESH_SECONDS = 3;

  private final Javalin server;
  private final ScheduledExecutorService refresher;
  private final String host;

  private Console(Javalin server, ScheduledExecutorService refresher, String host) {
    this.server = server;
    this.refresher = refresher;
    this.host = host;
  }

  /**
   * Where and for whom it is to serve, checked.
   *
   * @param host name or address to bind to; beyond loopback only with a token
   * @param port 0 for any that is free
   * @param token empty for none
   */
  public record Address(String host, int port, String token) {
    /**
     * @throws LakeException of usage when it would be open to others, or its token too short
     */
    public Address {
      if (port < 0 || port > 65_535) {
        throw LakeException.usage(
            "Cannot serve on port %d: it is not between 0 and 65535. Give another --port."
                .formatted(port));
      }
      if (!Guard.isLoopback(host) && token.isEmpty()) {
        throw LakeException.usage(
            "Cannot serve on %s: others could reach it, and no token is set. Set SERVE_TOKEN to a secret of %d characters or more."
                .formatted(host, SHORTEST_TOKEN));
      }
      if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
        throw LakeException.usage(
            "Cannot serve: the token has %d characters. Set SERVE_TOKEN to a secret of %d or more."
                .formatted(token.length(), SHORTEST_TOKEN));
      }
    }
  }

  /**
   * Reads the lake, then serves.
   *
   * @param log gets a line for every request that failed unexpectedly
   * @throws LakeException when the address cannot be bound
   */
  public static Console start(
      Lake lake, Settings settings, LakeClock clock, Address address, PrintStream log) {
    LiveDashboard dashboard = new LiveDashboard(lake, settings, clock);
    Guard guard = new Guard(address.host(), address.token());
    Javalin server = Javalin.create(Console::configure);
    new Routes(dashboard, new Actions(lake, settings, clock, log), guard, log).on(server);
    try {
      server.start(address.host(), address.port());
    } catch (JavalinBindException e) {
      throw LakeException.failed(
          "Cannot serve on %s:%d: the address is taken or not of this machine. Give another --port or --host."
              .formatted(address.host(), address.port()),
          e);
    }
    return new Console(server, refreshing(dashboard, log), address.host());
  }

  private static void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.useVirtualThreads = false;
    config.http.maxRequestSize = LARGEST_REQUEST;
    config.http.defaultContentType = "text/plain; charset=utf-8";
  }

  private static ScheduledExecutorService refreshing(LiveDashboard dashboard, PrintStream log) {
    ScheduledExecutorService refresher =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "console-refresh");
              thread.setDaemon(true);
              return thread;
            });
    Runnable refresh =
        () -> {
          try {
            dashboard.refresh();
          } catch (RuntimeException e) {
            // The numbers of before stay, with their time; the next attempt may find the lake
            // again.
            log.println("Cannot read the lake anew: " + e.getMessage());
          }
        };
    refresher.scheduleWithFixedDelay(refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
    return refresher;
  }

  /** Where a browser finds it. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://%s:%d/".formatted(name, server.port());
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    server.stop();
  }
}
