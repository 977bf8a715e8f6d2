package io.campaignlake.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * Why an attempt to send failed.
 *
 * @param isTemporary whether the same may succeed later: the server said so (4xx), or could not be
 *     reached
 * @param reason in the words of the server where it had some
 * @param remedy what the person can do
 */
record Refusal(boolean isTemporary, String reason, String remedy) {
  private static final String LATER = "Check mail.host and mail.port, or send it again later.";
  private static final String NEVER = "Correct the address or the keys mail.*, and send it again.";
  private static final String LOGIN = "Correct MAIL_USER and MAIL_PASSWORD.";
  private static final String TLS = "Correct mail.security, mail.port or mail.certificates.";

  /**
   * @param lastCode the server's last reply, -1 for none
   */
  static Refusal of(MessagingException failure, int lastCode) {
    Set<String> replies = new LinkedHashSet<>();
    Throwable deepest = failure;
    boolean isTls = false;
    boolean isLogin = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (code(cause) >= 400) {
        replies.add(line(cause.getMessage()));
      }
      isLogin |= cause instanceof AuthenticationFailedException;
      isTls |=
          cause instanceof SSLException
              || String.valueOf(cause.getMessage()).startsWith("STARTTLS");
      deepest = cause;
    }
    if (isLogin) {
      String reply = line(failure.getMessage());
      return new Refusal(reply.startsWith("4"), reply, LOGIN);
    }
    if (!replies.isEmpty()) {
      boolean isForNow = replies.stream().allMatch(reply -> reply.startsWith("4"));
      return new Refusal(isForNow, String.join("; ", replies), isForNow ? LATER : NEVER);
    }
    if (isTls) {
      return new Refusal(false, line(deepest.getMessage()), TLS);
    }
    boolean isForNow = lastCode >= 400 ? lastCode < 500 : isUnreachable(failure, deepest, lastCode);
    return new Refusal(isForNow, words(deepest), isForNow ? LATER : NEVER);
  }

  private static int code(Throwable cause) {
    if (cause instanceof SMTPAddressFailedException refused) {
      return refused.getReturnCode();
    }
    if (cause instanceof SMTPSenderFailedException refused) {
      return refused.getReturnCode();
    }
    return cause instanceof SMTPSendFailedException refused ? refused.getReturnCode() : -1;
  }

  private static boolean isUnreachable(
      MessagingException failure, Throwable deepest, int lastCode) {
    return deepest instanceof IOException || deepest == failure && lastCode == -1;
  }

  private static String words(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return "there is no such host";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : line(cause.getMessage());
  }

  private static String line(String message) {
    return message.strip().replaceAll("\\s+", " ").replaceAll("\\.+$", "");
  }
}
