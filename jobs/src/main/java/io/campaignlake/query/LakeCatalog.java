package io.campaignlake.query;

import io.campaignlake.lake.LakeException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.delta.DeltaTimeTravelSpec;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * The lake's folders as a Spark catalog: {@code <layer>.<table>} is the Delta table at {@code
 * <root>/<layer>/<table>}, opened when a query names it. Nothing is registered and nothing is left
 * behind. Public because Spark makes it by reflection.
 */
public final class LakeCatalog implements TableCatalog, FunctionCatalog {
  private static final String NAME = "lake";
  private static final String SETTING = "spark.sql.catalog." + NAME;

  private TableFolders folders;

  /** Lets names in the session's queries mean the tables below the root. */
  static void use(SparkSession session, String root) {
    session.conf().set(SETTING, LakeCatalog.class.getName());
    session.conf().set(SETTING + ".root", root);
    session.conf().set("spark.sql.defaultCatalog", NAME);
  }

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {
    folders =
        new TableFolders(options.get("root"), SparkSession.active().sessionState().newHadoopConf());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Table loadTable(Identifier name) {
    return open(name, Option.empty());
  }

  /** The table as of a Delta version: {@code gold.t VERSION AS OF 3}. */
  @Override
  public Table loadTable(Identifier name, String version) {
    if (!version.matches("\\d{1,18}")) {
      throw LakeException.failed(
          "Cannot read table %s as of version %s: versions are numbers. Give one."
              .formatted(shown(name), version));
    }
    return open(name, Option.apply(asOf(Option.empty(), Option.apply(Long.valueOf(version)))));
  }

  /** The table as of an instant in microseconds: {@code gold.t TIMESTAMP AS OF '2026-03-01'}. */
  @Override
  public Table loadTable(Identifier name, long micros) {
    Expression instant = Literal.create(micros, DataTypes.TimestampType);
    return open(name, Option.apply(asOf(Option.apply(instant), Option.empty())));
  }

  private static DeltaTimeTravelSpec asOf(Option<Expression> instant, Option<Object> version) {
    return new DeltaTimeTravelSpec(instant, version, Option.apply("sql"), false);
  }

  private Table open(Identifier name, Option<DeltaTimeTravelSpec> asOf) {
    Optional<Path> folder =
        name.namespace().length == 1
            ? folders.find(name.namespace()[0], name.name())
            : Optional.empty();
    Path path =
        folder.orElseThrow(
            () ->
                LakeException.failed(
                    "Cannot read table %s: there is none. Tables: %s."
                        .formatted(shown(name), folders.tables())));
    return new DeltaTableV2(
        SparkSession.active(),
        path,
        Option.empty(),
        Option.apply(shown(name)),
        asOf,
        Map$.MODULE$.<String, String>empty());
  }

  private static String shown(Identifier name) {
    return name.namespace().length == 0
        ? name.name()
        : String.join(".", name.namespace()) + "." + name.name();
  }

  /** Asked only for functions that Spark itself does not have. */
  @Override
  public UnboundFunction loadFunction(Identifier name) {
    throw LakeException.failed(
        "Cannot call function %s: there is none. Use those of Spark SQL.".formatted(shown(name)));
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    throw readOnly();
  }

  @Override
  public Identifier[] listTables(String[] namespace) {
    throw readOnly();
  }

  @Override
  public Table alterTable(Identifier name, TableChange... changes) {
    throw readOnly();
  }

  @Override
  public boolean dropTable(Identifier name) {
    throw readOnly();
  }

  @Override
  public void renameTable(Identifier from, Identifier to) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("queries read tables by name and do nothing else");
  }
}
