package io.campaignlake.testing;

import io.campaignlake.cli.LakeCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a command line came to, run in this process: both outputs, the latter stripped. */
public record Outcome(int exitCode, String out, String err) {

  public static Outcome of(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(outBytes, true));
    System.setErr(new PrintStream(errBytes, true));
    try {
      int exitCode = LakeCommand.execute(arguments);
      return new Outcome(exitCode, outBytes.toString(), errBytes.toString().strip());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
