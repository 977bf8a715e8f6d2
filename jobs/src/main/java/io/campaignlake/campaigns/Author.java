package io.campaignlake.campaigns;

/**
 * Who changes a campaign, and why.
 *
 * @param by the system's user where nobody says
 * @param reason null where nobody says
 */
public record Author(String by, String reason) {
  public Author {
    by = by == null || by.isBlank() ? System.getProperty("user.name", "unknown") : by;
    reason = reason == null || reason.isBlank() ? null : reason;
  }
}
