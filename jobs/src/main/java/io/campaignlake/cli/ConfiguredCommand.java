package io.campaignlake.cli;

/** A command that reads the configuration. */
interface ConfiguredCommand {
  CommonOptions options();
}
