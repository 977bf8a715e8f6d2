package io.campaignlake.query;

import io.campaignlake.lake.LakeException;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Refuses every statement but queries, and those that show or set something for the session, from
 * the moment that it is told to. It keeps people from changing tables by mistake; who must not see
 * the files at all must not reach the server. Public because Spark makes it by reflection.
 */
public final class ReadOnly extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  private static final String ALLOWED =
      "(Show|Describe|Explain).*|Set(Command|CatalogAndNamespace|NamespaceCommand)|ResetCommand";

  private static volatile boolean isOn;

  static void fromNowOn() {
    isOn = true;
  }

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectCheckRule(session -> check());
    return BoxedUnit.UNIT;
  }

  private static Function1<LogicalPlan, BoxedUnit> check() {
    return new AbstractFunction1<>() {
      @Override
      public BoxedUnit apply(LogicalPlan plan) {
        if (isOn && plan instanceof Command && !plan.nodeName().matches(ALLOWED)) {
          throw LakeException.failed(
              "Cannot run %s: this server only answers queries. Change the lake with ./lake."
                  .formatted(plan.nodeName()));
        }
        return BoxedUnit.UNIT;
      }
    };
  }
}
