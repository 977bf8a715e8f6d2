package io.campaignlake.testing;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import io.campaignlake.lake.DataSize;
import io.campaignlake.lake.LocalDisk;
import io.campaignlake.lake.Sessions;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One Spark session for the whole test run, with the settings that the product ships. A test asks
 * for it as a parameter of type {@link SparkSession}, or for the suite base with its assertions.
 */
public final class SparkExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == SparkSession.class || type == JavaDatasetSuiteBase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    boolean wantsSession = parameter.getParameter().getType() == SparkSession.class;
    return wantsSession ? session() : Shared.SUITE;
  }

  /** The session, for tests of other engines than Jupiter. */
  public static SparkSession session() {
    return Shared.SUITE.spark();
  }

  /** Ids of what lies in Spark's memory, also of what its list of cached plans does not name. */
  public static Set<Object> keptRdds() {
    return new HashSet<>(
        CollectionConverters.asJava(session().sparkContext().getPersistentRDDs()).keySet());
  }

  /**
   * What is done on lakes.
   *
   * @param <E> what it may throw
   */
  public interface Work<E extends Exception> {
    void run() throws E;
  }

  /**
   * Does something on lakes that are planned as large ones are: few days and change feeds are asked
   * where a small lake's tables are read whole.
   */
  public static <E extends Exception> void plannedBySize(Work<E> work) throws E {
    RuntimeConfig conf = session().conf();
    DataSize.of(1L << 30).sparkSettings().forEach(conf::set);
    conf.set("spark.sql.shuffle.partitions", 2);
    try {
      work.run();
    } finally {
      DataSize.small().sparkSettings().forEach(conf::set);
    }
  }

  /** Started by the first who asks; Spark itself stops it when the process ends. */
  private static final class Shared {
    private static final Suite SUITE = new Suite();

    static {
      LocalDisk.use();
      SUITE.runBefore();
    }
  }

  /**
   * spark-testing-base without Hive and ScalaTest; nothing but this extension calls its JUnit 4
   * hooks.
   */
  private static final class Suite extends JavaDatasetSuiteBase {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean enableHiveSupport() {
      return false;
    }

    @Override
    public SparkConf conf() {
      SparkConf conf = super.conf();
      Sessions.defaults().forEach((key, value) -> conf.set(key.toString(), value.toString()));
      DataSize.small().sparkSettings().forEach(conf::set);
      return conf.setMaster("local[2]");
    }
  }
}
