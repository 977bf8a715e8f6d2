package io.campaignlake.cli;

import io.campaignlake.query.ExplainOrder;
import io.campaignlake.query.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why an order is whose. */
@Command(
    name = "explain-order",
    description = "Shows every touch that was considered for an order, and its verdict.")
final class ExplainOrderCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "ORDER_ID", description = "The shop's order id.")
  private String orderId;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    ExplainOrder.check(format);
    options.requireSamePolicy();
    ExplainOrder.run(options.lake(), orderId, options.settings().policy(), format, System.out);
  }
}
