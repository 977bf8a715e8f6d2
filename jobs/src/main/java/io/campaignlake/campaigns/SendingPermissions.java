package io.campaignlake.campaigns;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.ShortLock;
import io.campaignlake.lake.SmallFile;
import io.campaignlake.lake.Table;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * {@code reports.sending_permissions} and {@code reports/sending_permissions.json}: what the
 * senders must obey.
 *
 * <p>A command writes the file at once. The table follows with the next run: Delta Kernel does not
 * replace rows of a table that keeps a change feed.
 */
public final class SendingPermissions {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field MAY_SEND =
      required("may_send", BooleanType, "False while it is PAUSED or STOPPED.");
  public static final Field STATUS =
      required(
          "status",
          StringType,
          "LIVE, PAUSED, STOPPED or SENT, as of the last run; the file beside the table has it at once.");
  public static final Field SINCE =
      optional("since", TimestampType, "Its last pause, resume or stop, else its creation, UTC.");

  public static final Table TABLE =
      Table.published(
              "reports",
              "sending_permissions",
              "One campaign that may, or may not, be sent.",
              List.of(CAMPAIGN_ID, MAY_SEND, STATUS, SINCE))
          .keyedBy(CAMPAIGN_ID);

  private SendingPermissions() {}

  /**
   * What changes the registry or tells of it takes this lock, so that the file shows the last
   * change.
   */
  static ShortLock lock(String root) {
    return new ShortLock(root, "campaigns");
  }

  /** Replaces the file, of the registry as it is. */
  static List<SendingPermission> publish(KernelTables tables, Registry registry) {
    List<SendingPermission> permissions =
        registry.campaigns().stream().sorted(Registry.BY_ID).map(SendingPermission::of).toList();
    new SmallFile(tables.root() + "/reports/sending_permissions.json", tables.hadoop())
        .write(CampaignJson.permissions(permissions));
    return permissions;
  }

  /**
   * Replaces the file at the end of a run, and returns the rows of the table.
   *
   * @return all rows of {@link #TABLE}
   */
  public static Dataset<Row> published(SparkSession spark, Settings settings) {
    KernelTables tables =
        new KernelTables(settings.lakeRoot(), spark.sessionState().newHadoopConf());
    List<SendingPermission> permissions =
        lock(settings.lakeRoot())
            .hold(() -> publish(tables, Registry.read(tables, settings.policy().sentAfter())));
    return spark.createDataFrame(
        permissions.stream().map(SendingPermissions::row).toList(), TABLE.schema());
  }

  private static Row row(SendingPermission permission) {
    return RowFactory.create(
        permission.campaignId(),
        permission.maySend(),
        permission.status().name(),
        permission.since() == null ? null : Timestamp.from(permission.since()));
  }
}
