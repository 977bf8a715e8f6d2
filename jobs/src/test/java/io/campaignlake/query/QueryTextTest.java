package io.campaignlake.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.lake.LakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select * from gold.campaign_daily_metrics;",
        "  -- a comment\nSELECT 1 -- and one at the end",
        "SELECT 'DROP TABLE x; -- ' AS text",
        "WITH a AS (SELECT 1 AS x), b AS (SELECT * FROM a) SELECT * FROM b",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r",
        "(SELECT 1) UNION ALL (SELECT 2) ORDER BY 1 LIMIT 1",
        "VALUES (1, 'a')",
        "TABLE gold.campaign_summary",
        "FROM gold.campaign_summary SELECT campaign_id",
        "FROM gold.campaign_summary |> WHERE true |> LIMIT 3",
        "SELECT count(*) OVER w FROM x WINDOW w AS (PARTITION BY a ORDER BY b)",
        "SELECT * FROM gold.t VERSION AS OF 3",
        "SELECT reflect FROM silver.messages WHERE java_method = 'x'",
        "SELECT transform(array(1), x -> x + 1)"
      })
  void query_isAccepted(String sql) {
    assertThatCode(() -> SqlQuery.check(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW TABLES",
        "SHOW TABLES IN gold",
        "DESCRIBE gold.campaign_summary",
        "DESCRIBE HISTORY gold.campaign_summary",
        "EXPLAIN SELECT 1",
        "SET spark.sql.ansi.enabled=false",
        "RESET",
        "USE gold",
        "CREATE TABLE x AS SELECT 1",
        "CREATE OR REPLACE TEMP VIEW v AS SELECT 1",
        "CREATE TABLE x (a INT) USING delta",
        "DROP TABLE gold.campaign_summary",
        "ALTER TABLE gold.campaign_summary ADD COLUMN a INT",
        "INSERT INTO gold.campaign_summary VALUES (1)",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1",
        "FROM gold.a INSERT INTO gold.b SELECT *",
        "FROM gold.a INSERT INTO gold.b SELECT * INSERT INTO gold.c SELECT *",
        "WITH a AS (SELECT 1) INSERT INTO gold.b SELECT * FROM a",
        "UPDATE gold.a SET x = 1",
        "DELETE FROM gold.a",
        "MERGE INTO gold.a USING gold.b ON true WHEN MATCHED THEN DELETE",
        "TRUNCATE TABLE gold.a",
        "CACHE TABLE a AS SELECT 1",
        "REFRESH TABLE gold.a",
        "ANALYZE TABLE gold.a COMPUTE STATISTICS",
        "CALL system.x()",
        "ADD JAR '/tmp/x.jar'",
        "DECLARE VARIABLE x INT",
        "EXECUTE IMMEDIATE 'DROP TABLE gold.a'",
        "BEGIN SELECT 1; END"
      })
  void statement_isRefusedAsNoQuery(String sql) {
    assertRefused(sql, "Cannot run the query: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "~~ => it is empty",
        "; => it is empty",
        "SELEC 1 => Syntax error at or near 'SELEC' (line 1, pos 0)",
        "SELECT * FORM gold.a b => Syntax error at or near 'gold'",
        "SELECT 1; DROP TABLE gold.a => Syntax error at or near 'DROP'",
        "SELECT 1; SELECT 2 => Syntax error at or near 'SELECT'",
        "SELECT 1) AS a, b AS (SELECT 2 => Syntax error at or near ')'",
        "WITH a AS (INSERT INTO b VALUES (1)) SELECT * FROM a => Syntax error",
        "WITH a AS (DELETE FROM b) SELECT 1 => Syntax error",
        "SELECT 'open => Syntax error",
        "SHOW TABLES => it is not a query",
        "OPTIMIZE gold.a => Cannot run",
        "SELECT reflect('java.lang.System', 'exit', 0) => reflect calls Java methods",
        "SELECT builtin.JAVA_METHOD('java.lang.System', 'exit', 0) => java_method calls Java methods",
        "SELECT `try_reflect`('java.lang.System', 'exit', 0) => try_reflect calls Java methods",
        "WITH a AS (SELECT (SELECT max(reflect('a', 'b')) FROM x) y) SELECT * FROM a => reflect calls Java",
        "SELECT 1 FROM x WHERE EXISTS (SELECT 1 WHERE reflect('a', 'b') = 'c') => reflect calls Java",
        "SELECT sum(a) OVER w FROM x WINDOW w AS (ORDER BY reflect('a', 'b')) => reflect calls Java",
        "SELECT * FROM x TIMESTAMP AS OF reflect('a', 'b') => reflect calls Java",
        "SELECT IDENTIFIER('ref' || 'lect')('a', 'b') => IDENTIFIER makes a name",
        "SELECT * FROM IDENTIFIER('gold.' || 'a') => IDENTIFIER makes a name",
        "SELECT TRANSFORM(a) USING 'cat' FROM x => Cannot run the query"
      })
  void refusal_saysWhy(String sql, String reason) {
    assertRefused(sql, reason);
  }

  private static void assertRefused(String sql, String reason) {
    assertThatThrownBy(() -> SqlQuery.check(sql))
        .isInstanceOfSatisfying(
            LakeException.class,
            e ->
                org.assertj.core.api.Assertions.assertThat(e.exitCode())
                    .isEqualTo(LakeException.USAGE))
        .hasMessageStartingWith("Cannot run the query: ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("SQLSTATE");
  }
}
