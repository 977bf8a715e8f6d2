package io.campaignlake.cli;

/** A command that reads the configuration. */
interface ConfiguredCommand {
  CommonOptions options();

  /**
   * Checks what can be told before anything starts, beside the configuration; all is told at once.
   *
   * @throws io.campaignlake.lake.LakeException of usage
   */
  default void check() {}
}
