package io.campaignlake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import io.campaignlake.testing.SparkExtension;
import io.delta.tables.DeltaTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class SqlQueryTest {
  @TempDir static Path folder;
  private static Lake lake;

  @BeforeAll
  static void tablesThatNoCodeKnows(SparkSession spark) {
    lake = new Lake(spark, folder.toString());
    write(
        spark,
        "SELECT 'c-1' AS campaign_id, 10L AS messages UNION ALL SELECT 'c-2', 20L",
        "gold/cards");
    write(spark, "SELECT 'c-3' AS campaign_id, 30L AS messages", "gold/cards");
    write(spark, "SELECT 'c-1' AS campaign_id, 'One' AS name", "silver/names");
    folder.resolve("gold/no_table").toFile().mkdirs();
  }

  private static void write(SparkSession spark, String rows, String table) {
    spark
        .sql(rows)
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(folder.resolve(table).toString());
  }

  private static String run(String sql, Format format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SqlQuery.run(lake, sql, format, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String sql) throws IOException {
    return new ObjectMapper().readTree(run(sql, Format.JSON));
  }

  @Test
  void table_isReadByLayerAndName() {
    assertThat(run("SELECT * FROM gold.cards ORDER BY campaign_id", Format.CSV))
        .isEqualTo("campaign_id,messages\r\nc-1,10\r\nc-2,20\r\nc-3,30\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "SELECT sum(gold.cards.messages) AS n FROM gold.cards => 60",
        "SELECT sum(messages) AS n FROM GOLD.Cards => 60",
        "SELECT sum(messages) AS n FROM `gold`.`cards` => 60",
        "SELECT count(*) AS n FROM gold.cards a JOIN gold.cards b ON a.messages < b.messages => 3",
        "SELECT messages AS n FROM gold.cards WHERE campaign_id IN (SELECT campaign_id FROM silver.names) => 10",
        "SELECT (SELECT max(messages) FROM gold.cards) AS n => 30",
        "WITH cards AS (SELECT * FROM gold.cards WHERE messages > 10) SELECT count(*) AS n FROM cards => 2",
        "SELECT count(*) AS n FROM gold.cards VERSION AS OF 0 => 2"
      })
  void everyWayToNameATable_works(String sql, long expected) throws IOException {
    assertThat(json(sql).path(0).path("n").asLong()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "gold.nothing",
    "gold.no_table",
    "nothing.cards",
    "cards",
    "lake.silver.nothing",
    "delta.`/tmp/x`",
    "csv.`/etc/passwd`"
  })
  void unknownTable_isSaidWithThoseThatExist(String name) {
    assertThatThrownBy(() -> run("SELECT * FROM " + name, Format.TEXT))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.exitCode()).isEqualTo(LakeException.FAILED))
        .hasMessage(
            "Cannot read table %s: there is none. Tables: gold.cards, silver.names."
                .formatted(name.replace("`", "").replaceFirst("^lake\\.", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "SELECT mesages FROM gold.cards => mesages",
        "SELECT * FROM gold.cards TIMESTAMP AS OF '2020-01-01' => use a timestamp",
        "SELECT 1 / 0 => Division by zero",
        "SELECT CAST(campaign_id AS INT) FROM gold.cards => c-1",
        "SELECT :name => name",
        "SELECT * FROM `../silver`.names => ../silver",
        "SELECT campaign_id, sum(messages) FROM gold.cards => GROUP BY"
      })
  void wrongQuery_failsWithOneLine(String sql, String reason) {
    assertThatThrownBy(() -> run(sql, Format.JSON))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.exitCode()).isEqualTo(LakeException.FAILED))
        .hasMessageStartingWith("Cannot run the query: ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("SQLSTATE");
  }

  @Test
  void table_isReadAsOfAnInstant(SparkSession spark) throws IOException {
    String first =
        DeltaTable.forPath(spark, folder.resolve("gold/cards").toString())
            .history()
            .where("version = 0")
            .selectExpr("CAST(timestamp AS STRING)")
            .first()
            .getString(0);
    String sql = "SELECT count(*) AS n FROM gold.cards TIMESTAMP AS OF '%s'".formatted(first);
    assertThat(json(sql).path(0).path("n").asLong()).isEqualTo(2);
  }

  @Test
  void unknownFunction_isNamed() {
    assertThatThrownBy(() -> run("SELECT no_such(1)", Format.TEXT))
        .hasMessage("Cannot call function no_such: there is none. Use those of Spark SQL.");
  }

  @Test
  void statement_isRefusedByRunToo() {
    assertThatThrownBy(() -> run("DROP TABLE gold.cards", Format.TEXT))
        .hasMessageContaining("it is not a query");
  }

  @Test
  void everyType_hasOneFormInJson() throws IOException {
    JsonNode row =
        json("""
                SELECT TIMESTAMP '2026-03-01T10:00:00-03:00' AS ts, TIMESTAMP '2026-03-01T10:00:00.000001Z' AS micros,
                  DATE '2026-03-01' AS d, TIMESTAMP_NTZ '2026-03-01T10:00:00' AS local, 1.10BD AS money, 5L AS n,
                  0.5D AS ratio, double('NaN') AS nan, true AS yes, NULL AS nothing, X'00FF' AS bytes,
                  named_struct('at', TIMESTAMP '2026-03-01T00:00:00Z', 'price', 2.00BD) AS one,
                  array(DATE '2026-03-01', NULL) AS many, map('k', 1.50BD) AS pairs, parse_json('{"a":[1]}') AS any
                """)
            .path(0);
    assertThat(row.toString())
        .isEqualTo(
            """
            {"ts":"2026-03-01T13:00:00Z","micros":"2026-03-01T10:00:00.000001Z","d":"2026-03-01",\
            "local":"2026-03-01T10:00:00","money":"1.10","n":5,"ratio":0.5,"nan":"NaN","yes":true,"nothing":null,\
            "bytes":"AP8=","one":{"at":"2026-03-01T00:00:00Z","price":"2.00"},"many":["2026-03-01",null],\
            "pairs":{"k":"1.50"},"any":{"a":[1]}}""");
  }

  @Test
  void everyType_hasOneFormInCsv() {
    String sql =
        """
        SELECT TIMESTAMP '2026-03-01T10:00:00Z' AS ts, 1.10BD AS money, CAST(NULL AS STRING) AS nothing, X'00FF' AS bytes,
          array(1, 2) AS many, map(DATE '2026-03-01', named_struct('a', 'x')) AS pairs""";
    assertThat(run(sql, Format.CSV))
        .isEqualTo(
            "ts,money,nothing,bytes,many,pairs\r\n"
                + "2026-03-01T10:00:00Z,1.10,,AP8=,\"[1,2]\",\"{\"\"2026-03-01\"\":{\"\"a\"\":\"\"x\"\"}}\"\r\n");
  }

  @Test
  void hostileText_staysInItsCell() throws IOException {
    String sql =
        "SELECT 'a,\"b\"\r\nc\t' || char(27) || '[31m' AS `odd \"name\"`, '=1+1' AS formula, '${env:HOME}' AS v, '日本 é😀' AS wide";
    JsonNode row = json(sql).path(0);
    assertThat(row.path("odd \"name\"").asText()).isEqualTo("a,\"b\"\r\nc\t\u001b[31m");
    assertThat(row.path("v").asText()).isEqualTo("${env:HOME}");
    assertThat(run(sql, Format.CSV))
        .isEqualTo(
            "\"odd \"\"name\"\"\",formula,v,wide\r\n\"a,\"\"b\"\"\r\nc\t\u001b[31m\",=1+1,${env:HOME},日本 é😀\r\n");
    assertThat(run(sql, Format.TEXT).lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("a,\"b\"\\r\\nc\\t\\u001b[31m  =1+1     ${env:HOME}  日本 é😀");
  }

  @Test
  void namesakes_areKept() throws IOException {
    String sql = "SELECT 1 AS id, 2 AS id, 3 AS id_2, 4 AS ID";
    assertThat(json(sql).path(0).toString()).isEqualTo("{\"id\":1,\"id_3\":2,\"id_2\":3,\"ID\":4}");
    assertThat(run(sql, Format.CSV)).isEqualTo("id,id,id_2,ID\r\n1,2,3,4\r\n");
    assertThat(run(sql, Format.TEXT)).startsWith("id  id  id_2  ID\n");
  }

  @Test
  void noRows_giveAnEmptyResultOfTheForm() {
    String sql = "SELECT campaign_id FROM gold.cards WHERE false";
    assertThat(run(sql, Format.JSON)).isEqualToIgnoringWhitespace("[]");
    assertThat(run(sql, Format.CSV)).isEqualTo("campaign_id\r\n");
    assertThat(run(sql, Format.TEXT)).isEqualTo("campaign_id\n-----------\n");
  }

  @Test
  void text_isAligned() {
    assertThat(run("SELECT * FROM VALUES ('a', 5), (NULL, 1000) AS t(name, n)", Format.TEXT))
        .isEqualTo(
            "name  n\n----  ----\na        5\nNULL  1000\n".replace("name  n\n", "name     n\n"));
  }

  @Test
  void manyRows_streamInOrder() throws IOException {
    String sql = "SELECT id FROM range(0, 5000, 1, 4) ORDER BY id";
    assertThat(run(sql, Format.TEXT).lines()).hasSize(5002).last().asString().endsWith("4999");
    assertThat(json(sql)).hasSize(5000);
  }

  @Test
  void query_leavesNothingBehind(SparkSession spark) throws IOException {
    List<String> before = files();
    run("SELECT * FROM gold.cards JOIN silver.names USING (campaign_id)", Format.TEXT);
    assertThat(files()).isEqualTo(before);
    assertThat(spark.conf().get("spark.sql.defaultCatalog")).isEqualTo("spark_catalog");
    assertThat(Path.of("spark-warehouse")).doesNotExist();
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
