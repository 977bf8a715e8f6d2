package io.campaignlake.query;

import static org.apache.spark.sql.types.DataTypes.BinaryType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Measure.Sum;
import io.campaignlake.lake.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Spark's Thrift server over the published tables, for whatever speaks JDBC or ODBC. Each table is
 * a view of its own name, which nobody can write to; the same without the numbers that do not add
 * up is the view of that name in {@value #SAFE_TO_SUM}.
 */
public final class SqlServer {
  static final String SAFE_TO_SUM = "safe_to_sum";

  // It comes with a Spark distribution, not with the libraries, so it is known by name only.
  private static final String THRIFT_SERVER =
      "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2";

  private SqlServer() {}

  /**
   * Fails, before Spark starts, where the running Spark has no Thrift server.
   *
   * @throws LakeException saying how to start it where there is one
   */
  public static void check() {
    thriftServer();
  }

  /** Answers until the process is stopped. */
  public static void run(Lake lake, List<Table> published, String host, int port) {
    SparkSession spark = lake.spark();
    register(lake, published);
    ReadOnly.fromNowOn();
    spark.conf().set("hive.server2.thrift.bind.host", host);
    spark.conf().set("hive.server2.thrift.port", String.valueOf(port));
    try {
      thriftServer()
          .getMethod("startWithSparkSession", SparkSession.class, boolean.class)
          .invoke(null, spark, true);
      System.err.printf("SQL server on jdbc:hive2://%s:%d, until it is stopped%n", host, port);
      Thread.currentThread().join();
    } catch (ReflectiveOperationException e) {
      throw LakeException.failed(
          "Cannot start the SQL server: %s. Use the Spark release of this program."
              .formatted(e.getCause() == null ? e : e.getCause()),
          e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Class<?> thriftServer() {
    try {
      return Class.forName(THRIFT_SERVER, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw LakeException.failed(
          "Cannot start the SQL server: this Spark comes without its Thrift server. Run ./lake sql-server with SPARK_HOME naming a Spark distribution.",
          e);
    }
  }

  private static void register(Lake lake, List<Table> published) {
    for (Table table : published) {
      if (!lake.exists(table)) {
        throw LakeException.failed(
            "Cannot start the SQL server: there is no table %s in %s. Run ./lake run first."
                .formatted(table.fullName(), lake.root()));
      }
      view(lake, table, table.layer(), table.fields());
      List<Field> summable = summable(table);
      if (!summable.isEmpty()) {
        view(lake, table, SAFE_TO_SUM, summable);
      }
    }
  }

  /** All but the numbers that do not add up, and sketches; nothing where no number does. */
  static List<Field> summable(Table table) {
    return table.fields().stream().noneMatch(SqlServer::addsUp)
        ? List.of()
        : table.fields().stream()
            .filter(field -> field.measure().sum() != Sum.NO && field.type() != BinaryType)
            .toList();
  }

  private static boolean addsUp(Field field) {
    return field.measure().sum() == Sum.YES || field.measure().sum() == Sum.WITHIN_CURRENCY;
  }

  private static void view(Lake lake, Table table, String database, List<Field> fields) {
    String columns =
        fields.stream()
            .map(field -> "`%s` COMMENT %s".formatted(field.name(), text(field.comment())))
            .collect(Collectors.joining(", "));
    String names =
        fields.stream().map(field -> "`" + field.name() + "`").collect(Collectors.joining(", "));
    lake.spark().sql("CREATE DATABASE IF NOT EXISTS " + database);
    lake.spark()
        .sql(
            "CREATE VIEW %s.%s (%s) COMMENT %s AS SELECT %s FROM delta.`%s`"
                .formatted(
                    database,
                    table.name(),
                    columns,
                    text(table.grain()),
                    names,
                    lake.path(table).replace("`", "``")));
  }

  private static String text(String sentence) {
    return "'" + sentence.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
