package io.campaignlake.demo;

import io.campaignlake.demo.MessagePlan.Failure;
import java.util.List;

/** The errors that real sends meet most; codes and titles as the providers publish them. */
final class Failures {
  private static final Failure UNDELIVERABLE = new Failure(131026, "Message undeliverable");

  private static final Failure REFUSED_BY_META = new Failure(131056, "Pair rate limit hit");
  private static final Failure REFUSED_BY_GUPSHUP = new Failure(429, "Too many requests");

  private static final List<Failure> LATER =
      List.of(
          UNDELIVERABLE,
          UNDELIVERABLE,
          new Failure(131049, "Message not delivered to maintain healthy ecosystem engagement"),
          new Failure(130472, "User's number is part of an experiment"));
  private static final List<Failure> LATER_AT_GUPSHUP =
      List.of(
          new Failure(1002, "Number does not exist on WhatsApp"),
          new Failure(1008, "User is not Opted in and Inactive"),
          UNDELIVERABLE,
          new Failure(131049, "Message not delivered to maintain healthy ecosystem engagement"));

  private Failures() {}

  static Failure atOnce(MessagePlan.Route route) {
    return route == MessagePlan.Route.META ? REFUSED_BY_META : REFUSED_BY_GUPSHUP;
  }

  static Failure onTheWay(MessagePlan.Route route, Chance chance) {
    return chance.pick(route == MessagePlan.Route.META ? LATER : LATER_AT_GUPSHUP);
  }
}
