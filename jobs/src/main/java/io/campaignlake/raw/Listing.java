package io.campaignlake.raw;

import io.campaignlake.lake.SmallFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * A digest of the landing folder's last listing that was ingested as a whole. It is a hint that
 * spares a start of Spark: without it the log of files decides.
 */
final class Listing {
  private final SmallFile file;

  Listing(String lakeRoot, Configuration hadoop) {
    this.file = new SmallFile(lakeRoot + "/_checkpoints/landing-listing.sha256", hadoop);
  }

  void keep(List<Landing.LandedFile> files) {
    file.write(digest(files));
  }

  boolean isKept(List<Landing.LandedFile> files) {
    return file.read().map(digest(files)::equals).orElse(false);
  }

  private static String digest(List<Landing.LandedFile> files) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      files.stream()
          .map(f -> f.path() + "\u0001" + f.length() + "\u0001" + f.modifiedMillis() + "\n")
          .sorted()
          .forEach(line -> sha256.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
