package io.campaignlake.mail;

import java.nio.file.Path;
import java.util.List;

/**
 * One mail.
 *
 * @param to everybody who gets it, and sees who else does
 * @param subject one line
 * @param text the body; its columns stay aligned
 * @param attachment null for none
 * @param identity the same for each attempt to send the same thing, so that a mailbox can tell a
 *     repeat
 */
public record Mail(
    List<EmailAddress> to, String subject, String text, Attachment attachment, String identity) {

  /**
   * A file that goes along.
   *
   * @param name as the recipient sees it
   * @param type MIME type
   */
  public record Attachment(String name, String type, Path file) {}
}
