package io.campaignlake.testing;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import io.campaignlake.lake.Sessions;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

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
    Shared shared =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
    boolean wantsSession = parameter.getParameter().getType() == SparkSession.class;
    return wantsSession ? shared.suite.spark() : shared.suite;
  }

  /** Lives in the root store: Jupiter closes it after the last test. */
  private static final class Shared implements AutoCloseable {
    private final Suite suite = new Suite();

    private Shared() {
      suite.runBefore();
    }

    @Override
    public void close() {
      suite.spark().stop();
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
      return conf.setMaster("local[2]")
          .set("spark.sql.shuffle.partitions", "1")
          .set("spark.databricks.delta.snapshotPartitions", "1");
    }
  }
}
