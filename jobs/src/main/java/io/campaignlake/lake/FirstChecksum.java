package io.campaignlake.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The checksum beside a new table's first commit. Delta keeps the lists of a small table's files
 * and of its transactions in its checksums, each made from the one before; where the first has no
 * lists, queries over the log make up for them in the first write. A new table has neither: that
 * can be said at once.
 */
final class FirstChecksum {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILES = "allFiles";
  private static final String TRANSACTIONS = "setTransactions";

  private FirstChecksum() {}

  /** Adds the empty lists where the checksum says that there are no files. */
  static void complete(String table, Configuration hadoop) {
    Path path = new Path(table, "_delta_log/%020d.crc".formatted(0));
    try {
      // Not as a SmallFile: the local disk keeps a checksum of this one, too.
      FileSystem files = path.getFileSystem(hadoop);
      JsonNode checksum;
      try (InputStream in = files.open(path)) {
        checksum = JSON.readTree(in);
      }
      if (checksum.path("numFiles").asLong(-1) == 0 && !checksum.has(FILES)) {
        ((ObjectNode) checksum).putArray(FILES);
        ((ObjectNode) checksum).putArray(TRANSACTIONS);
        try (OutputStream out = files.create(path, true)) {
          JSON.writeValue(out, checksum);
        }
      }
    } catch (IOException missingOrBroken) {
      // Delta does without, and without one that it cannot read: only its first write is slower.
    }
  }
}
