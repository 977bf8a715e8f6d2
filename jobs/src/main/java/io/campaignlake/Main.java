package io.campaignlake;

/** The only entry point of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.err.println("Not wired yet.");
  }
}
