package io.campaignlake;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Data passes through the layers in one direction, and so do dependencies. */
@AnalyzeClasses(packages = LayersTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
final class LayersTest {
  static final String ROOT = "io.campaignlake";

  @ArchTest static final ArchRule lake_usesNoLayer = onlyUses("lake");

  @ArchTest static final ArchRule raw_usesTheLake = onlyUses("raw", "lake");

  @ArchTest static final ArchRule silver_usesLayersBefore = onlyUses("silver", "lake", "raw");

  @ArchTest
  static final ArchRule attribution_usesLayersBefore =
      onlyUses("attribution", "lake", "raw", "silver");

  @ArchTest
  static final ArchRule gold_usesLayersBefore =
      onlyUses("gold", "lake", "raw", "silver", "attribution");

  @ArchTest
  static final ArchRule reports_usesLayersBefore =
      onlyUses("reports", "lake", "mail", "raw", "silver", "attribution", "gold");

  @ArchTest static final ArchRule mail_usesTheLake = onlyUses("mail", "lake");

  @ArchTest
  static final ArchRule query_usesTheLayersOfTheData =
      onlyUses("query", "lake", "raw", "silver", "attribution", "gold", "reports");

  @ArchTest static final ArchRule publish_usesTheLake = onlyUses("publish", "lake");

  @ArchTest static final ArchRule dictionary_usesTheLake = onlyUses("dictionary", "lake");

  // The registry answers at once: it needs definitions and cards, no order and no report.
  @ArchTest
  static final ArchRule campaigns_usesDefinitionsAndCards =
      onlyUses("campaigns", "lake", "silver", "gold");

  // The page shows what others have computed: gold, the registry, the facts of the reports.
  @ArchTest
  static final ArchRule dashboard_usesWhatItShows =
      onlyUses("dashboard", "lake", "gold", "reports", "campaigns");

  @ArchTest
  static final ArchRule console_usesWhatItServes =
      onlyUses("console", "lake", "mail", "reports", "campaigns", "dashboard");

  @ArchTest
  static final ArchRule jobList_knowsNoInventedShop =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .dependOnClassesThat(resideInAPackage(ROOT + ".demo.."));

  // The demo writes what the outside world would write: sharing code with the reader would prove
  // nothing about the reader.
  @ArchTest
  static final ArchRule demo_standsApart =
      classes()
          .that()
          .resideInAPackage(ROOT + ".demo..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      ROOT + ".demo..",
                      "java..",
                      "com.fasterxml.jackson..",
                      "org.apache.commons.csv..")
                  .or(arrayOfPrimitives()));

  // What may change with any version of Spark and Delta stands in few places: see CONTRIBUTING.
  @ArchTest
  static final ArchRule internalsOfSparkAndDelta_areUsedByTheLakeAndQueriesAlone =
      noClasses()
          .that()
          .resideOutsideOfPackages(packageOf("lake"), packageOf("query"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.apache.spark.sql.delta..",
                  "org.apache.spark.sql.execution..",
                  "org.apache.spark.sql.classic..",
                  "io.delta.kernel.."));

  @ArchTest
  static final ArchRule exit_isCalledInMainAlone =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Main.class.getName())
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule className_saysWhatTheClassIs =
      classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager)(\\$.*)?");

  private static ArchRule onlyUses(String layer, String... layersBefore) {
    String[] allowed =
        Stream.concat(Stream.of(layer), Stream.of(layersBefore))
            .map(LayersTest::packageOf)
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> isBeyond =
        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed)));
    return noClasses()
        .that()
        .resideInAPackage(packageOf(layer))
        .should()
        .dependOnClassesThat(isBeyond)
        .because("a layer uses the lake and the layers before it, never after");
  }

  private static String packageOf(String layer) {
    return ROOT + "." + layer + "..";
  }

  private static DescribedPredicate<JavaClass> arrayOfPrimitives() {
    return describe("are arrays of primitives", c -> c.getBaseComponentType().isPrimitive());
  }
}
