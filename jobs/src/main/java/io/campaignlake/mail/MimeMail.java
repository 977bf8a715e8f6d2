package io.campaignlake.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** A mail in the form in which it travels. */
final class MimeMail extends MimeMessage {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String identity;

  private MimeMail(Session session, String identity) {
    super(session);
    this.identity = identity;
  }

  static MimeMail of(Session session, EmailAddress from, Mail mail) throws MessagingException {
    MimeMail message = new MimeMail(session, "<" + mail.identity() + "@" + from.domain() + ">");
    message.setFrom(from.internetAddress());
    message.setRecipients(
        Message.RecipientType.TO,
        mail.to().stream().map(EmailAddress::internetAddress).toArray(Address[]::new));
    message.setSubject(oneLine(mail.subject()), UTF_8);
    message.setSentDate(Date.from(Instant.now()));
    // RFC 3834: absence notes are not to answer it.
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeMultipart content = new MimeMultipart("mixed");
    content.addBodyPart(body(mail.text()));
    if (mail.attachment() != null) {
      content.addBodyPart(attached(mail.attachment()));
    }
    message.setContent(content);
    message.saveChanges();
    return message;
  }

  // A line break would begin another header.
  private static String oneLine(String subject) {
    return subject.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }

  // Plain text alone is shown in letters of unequal width, which breaks a table.
  private static MimeBodyPart body(String text) throws MessagingException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, UTF_8);
    MimeBodyPart monospaced = new MimeBodyPart();
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    monospaced.setText(
        "<pre style=\"font-family:monospace\">" + escaped + "</pre>\n", UTF_8, "html");
    MimeBodyPart either = new MimeBodyPart();
    either.setContent(new MimeMultipart("alternative", plain, monospaced));
    return either;
  }

  // Base64 keeps the CRLF and LF of a file as they are.
  private static MimeBodyPart attached(Mail.Attachment attachment) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new TypedFile(attachment)));
    part.setFileName(attachment.name());
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  /** The file under the type that we know, where the library would guess one from its name. */
  private static final class TypedFile extends FileDataSource {
    private final String type;

    TypedFile(Mail.Attachment attachment) {
      super(attachment.file().toFile());
      this.type = attachment.type();
    }

    @Override
    public String getContentType() {
      return type;
    }
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", identity);
  }
}
