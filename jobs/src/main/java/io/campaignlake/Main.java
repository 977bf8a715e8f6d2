package io.campaignlake;

import io.campaignlake.cli.LakeCommand;
import io.campaignlake.lake.LocalDisk;
import io.campaignlake.lake.Sessions;

/** The only entry point of the program, and the only place where it exits. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (!Sessions.isSubmitted()) {
      LocalDisk.use();
    }
    System.exit(LakeCommand.execute(args));
  }
}
