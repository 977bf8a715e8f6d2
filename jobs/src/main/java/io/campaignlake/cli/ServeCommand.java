package io.campaignlake.cli;

import io.campaignlake.console.Console;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The console, until it is interrupted. */
@Command(
    name = "serve",
    description = "Serves the dashboard with live data: campaigns can be changed, reports sent.")
final class ServeCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port; 0 takes any that is free (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description =
          "Address to bind to (default ${DEFAULT-VALUE}); beyond this machine only with SERVE_TOKEN.")
  private String host;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    Console.Address address = new Console.Address(host, port, options.settings().serveToken());
    options.requireSamePolicy();
    try (Console console =
        Console.start(options.lake(), options.settings(), options.clock(), address, System.err)) {
      System.out.println(console.url());
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
