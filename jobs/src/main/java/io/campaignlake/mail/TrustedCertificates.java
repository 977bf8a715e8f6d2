package io.campaignlake.mail;

import io.campaignlake.lake.LakeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the certificates of a PEM file: those of a company's own authority. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * @throws LakeException of usage when the file holds no certificate
   */
  static SSLSocketFactory sockets(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("trusted-" + trusted.size(), each);
      }
      if (trusted.size() == 0) {
        throw unreadable(pem, "it holds no certificate");
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(pem, e.getMessage());
    }
  }

  private static LakeException unreadable(Path pem, String reason) {
    return LakeException.usage(
        "Cannot use mail.certificates = %s: %s. Give a PEM file.".formatted(pem, reason));
  }
}
