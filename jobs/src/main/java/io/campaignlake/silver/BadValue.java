package io.campaignlake.silver;

/** A value that makes its document, or the part it stands in, unusable. */
final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  BadValue(Reason reason) {
    // Thrown once per bad document: a stack trace would cost more than the parsing.
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
