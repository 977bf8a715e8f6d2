package io.campaignlake.testing;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on a free port of this machine, which refuses what it is told to refuse. */
public final class MailServer implements AutoCloseable {
  public static final String USER = "lake";
  public static final String PASSWORD = "s3cret";

  private static final String STORE_PASSWORD = "changeit";

  /** What a mailbox got. */
  public record Received(String from, List<String> to, MimeMessage message, boolean wasEncrypted) {

    /** The plain text of the body. */
    public String text() throws MessagingException, IOException {
      BodyPart body = ((MimeMultipart) message.getContent()).getBodyPart(0);
      return (String) ((MimeMultipart) body.getContent()).getBodyPart(0).getContent();
    }

    /** The attachment; null when there is none. */
    public BodyPart attachment() throws MessagingException, IOException {
      MimeMultipart content = (MimeMultipart) message.getContent();
      return content.getCount() < 2 ? null : content.getBodyPart(1);
    }

    public byte[] attachedBytes() throws MessagingException, IOException {
      return attachment().getInputStream().readAllBytes();
    }
  }

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Deque<RejectException> refusals = new ArrayDeque<>();
  private final List<String> unknownAddresses = new ArrayList<>();
  private final SMTPServer server;

  private MailServer(SMTPServer.Builder builder) {
    this.server = builder.port(0).hostName("localhost").messageHandlerFactory(Inbox::new).build();
    server.start();
  }

  /** Without encryption, open to all. */
  public static MailServer plain() {
    return new MailServer(new SMTPServer.Builder());
  }

  /** Takes mail after STARTTLS and a login alone. */
  public static MailServer startTls(Path folder) {
    return new MailServer(
        new SMTPServer.Builder()
            .enableTLS()
            .requireTLS()
            .startTlsSocketFactory(tls(folder))
            .authenticationHandlerFactory(logins())
            .requireAuth());
  }

  /** Encrypted from the first byte on, with a login. */
  public static MailServer tlsAlone(Path folder) {
    return new MailServer(
        new SMTPServer.Builder()
            .serverSocketFactory(tls(folder))
            .authenticationHandlerFactory(logins())
            .requireAuth());
  }

  private static EasyAuthenticationHandlerFactory logins() {
    return new EasyAuthenticationHandlerFactory(
        (user, password, context) -> {
          if (!USER.equals(user) || !PASSWORD.equals(password)) {
            throw new LoginFailedException("5.7.8 bad credentials");
          }
        });
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** Configuration with which the product finds this server; waits are short. */
  public String[] settings(String security) {
    return new String[] {
      "mail.host=localhost",
      "mail.port=" + port(),
      "mail.from=lake@example.com",
      "mail.security=" + security,
      "mail.timeout=2 seconds",
      "mail.attempts=3",
      "mail.retry-wait=5 ms"
    };
  }

  public List<Received> received() {
    return received;
  }

  /** The next mails are refused, once for each call, after their text was read. */
  public MailServer refuseNext(int code, String words) {
    refusals.add(new RejectException(code, words));
    return this;
  }

  /** Nobody lives at this address. */
  public MailServer knowsNot(String address) {
    unknownAddresses.add(address);
    return this;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Inbox implements MessageHandler {
    private final MessageContext context;
    private final List<String> to = new ArrayList<>();
    private String from;

    Inbox(MessageContext context) {
      this.context = context;
    }

    @Override
    public void from(String sender) {
      from = sender;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (unknownAddresses.contains(recipient)) {
        throw new RejectException(550, "5.1.1 no mailbox " + recipient);
      }
      to.add(recipient);
    }

    @Override
    public String data(InputStream text) throws RejectException, IOException {
      byte[] bytes = text.readAllBytes();
      RejectException refusal = refusals.poll();
      if (refusal != null) {
        throw refusal;
      }
      try {
        Session session = Session.getInstance(new Properties());
        var message = new MimeMessage(session, new ByteArrayInputStream(bytes));
        boolean wasEncrypted = ((org.subethamail.smtp.server.Session) context).isTLSStarted();
        received.add(new Received(from, List.copyOf(to), message, wasEncrypted));
      } catch (MessagingException e) {
        throw new IOException(e);
      }
      return null;
    }

    @Override
    public void done() {}
  }

  /** The certificate of this server, for {@code mail.certificates}. */
  public static Path certificate(Path folder) throws IOException {
    try {
      byte[] der = store(folder).getCertificate("mail").getEncoded();
      String pem =
          "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
              .formatted(Base64.getMimeEncoder().encodeToString(der));
      return Files.writeString(folder.resolve("mail.pem"), pem);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext tls(Path folder) {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store(folder), STORE_PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore store(Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve("mail.p12");
    if (!Files.exists(file)) {
      makeCertificate(file);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    return store;
  }

  private static void makeCertificate(Path file) throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias mail -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                        + " -storetype PKCS12 -storepass "
                        + STORE_PASSWORD
                        + " -keystore "
                        + file)
                    .split(" "))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(output);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
