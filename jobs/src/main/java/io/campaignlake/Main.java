package io.campaignlake;

import io.campaignlake.cli.LakeCommand;

/** The only entry point of the program, and the only place where it exits. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(LakeCommand.execute(args));
  }
}
