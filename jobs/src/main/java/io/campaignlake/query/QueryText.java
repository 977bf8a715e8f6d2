package io.campaignlake.query;

import io.campaignlake.lake.LakeException;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.PlanWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.parser.AbstractSqlParser;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.execution.SparkSqlParser;
import scala.Product;

/**
 * Tells a query from everything else that SQL can say, by Spark's own grammar and without Spark.
 */
final class QueryText {
  private static final Set<String> CALLS_OF_JAVA = Set.of("reflect", "java_method", "try_reflect");

  private QueryText() {}

  /**
   * The plan of the one query that the text is.
   *
   * @throws LakeException of usage when the text is anything else
   */
  static LogicalPlan parsed(String sql) {
    String query = sql.replaceFirst("[;\\s]+$", "");
    if (query.isBlank()) {
      throw refused("it is empty", "Write one SELECT");
    }
    refuseStatements(query);
    LogicalPlan plan = parsed(new CatalystSqlParser(), query);
    refuseWhatIsNoReading(plan);
    return plan;
  }

  /**
   * The grammar lets only a query stand in the parentheses of WITH: no command, no INSERT, no
   * second statement. The text is parsed alone as well, so it cannot close the parentheses itself.
   */
  private static void refuseStatements(String query) {
    try {
      parse(new CatalystSqlParser(), "WITH query AS (\n" + query + "\n) SELECT 1");
    } catch (ParseException notAQuery) {
      parsed(new SparkSqlParser(), query);
      throw refused(
          "it is not a query",
          "Write one SELECT and nothing after it; ./lake jobs names the tables");
    }
  }

  private static LogicalPlan parsed(AbstractSqlParser parser, String sql) {
    try {
      return parse(parser, sql);
    } catch (ParseException e) {
      throw refused(SparkMessage.of(e), "Correct it");
    }
  }

  // Declared here because Scala does not declare it, and Java would not let it be caught.
  private static LogicalPlan parse(AbstractSqlParser parser, String sql) throws ParseException {
    return parser.parsePlan(sql);
  }

  /**
   * A query can still start programs and call Java methods. Names made up by IDENTIFIER are refused
   * too: they could become such a call later.
   */
  private static void refuseWhatIsNoReading(Object node) {
    if (node instanceof ScriptTransformation) {
      throw refused("TRANSFORM starts a program", "Use SQL functions");
    }
    if (node instanceof UnresolvedFunction call) {
      String function = call.nameParts().last().toLowerCase(Locale.ROOT);
      if (CALLS_OF_JAVA.contains(function)) {
        throw refused(function + " calls Java methods", "Use SQL functions");
      }
    }
    if (node instanceof PlanWithUnresolvedIdentifier
        || node instanceof ExpressionWithUnresolvedIdentifier) {
      throw refused("IDENTIFIER makes a name from text", "Write the name itself");
    }
    parts(node)
        .foreach(
            part -> {
              refuseWhatIsNoReading(part);
              return null;
            });
  }

  /** All that a node holds: children, expressions, subqueries, bodies of WITH, windows. */
  private static scala.collection.Iterator<?> parts(Object node) {
    if (node instanceof scala.collection.Iterable<?> many) {
      return many.iterator();
    }
    return node instanceof Product product
        ? product.productIterator()
        : scala.collection.Iterator$.MODULE$.empty();
  }

  private static LakeException refused(String reason, String remedy) {
    return LakeException.usage("Cannot run the query: %s. %s.".formatted(reason, remedy));
  }
}
