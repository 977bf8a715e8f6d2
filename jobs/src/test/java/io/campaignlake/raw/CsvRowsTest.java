package io.campaignlake.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rows of a CSV file are, whatever is wrong with some of them. */
final class CsvRowsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private ReadFiles files;

  @BeforeEach
  void inFolder() {
    files = new ReadFiles(folder);
  }

  @Test
  void csvCells_mayHoldQuotesCommasAndLineBreaks() throws IOException {
    String csv = "a,b,c\r\n\"x, \"\"y\"\"\",\"1\r\n2\",\r\n\r\n , 3 ,5\" screen\r\n";
    assertThat(files.read("x.csv", csv))
        .containsExactly(
            "{\"a\":\"x, \\\"y\\\"\",\"b\":\"1\\r\\n2\"}",
            "{\"a\":\" \",\"b\":\" 3 \",\"c\":\"5\\\" screen\"}");
  }

  @Test
  void brokenCsvRow_isRejectedAloneWithItsText() throws IOException {
    String csv = "a,b\n1,2\n3\n4,5,6\n\"7\"8,9\n10,\"11\n12,13\n14,\"15\"\n";
    assertThat(files.read("x.csv", csv))
        .containsExactly(
            "{\"a\":\"1\",\"b\":\"2\"}",
            "CORRUPT_CSV 3",
            "CORRUPT_CSV 4,5,6",
            "CORRUPT_CSV \"7\"8,9",
            "CORRUPT_CSV 10,\"11",
            "{\"a\":\"12\",\"b\":\"13\"}",
            "{\"a\":\"14\",\"b\":\"15\"}");
    assertThat(files.read("x.csv", "a\n\"1\n\"2\"\n\"3"))
        .containsExactly("CORRUPT_CSV \"1", "{\"a\":\"2\"}", "CORRUPT_CSV \"3");
  }

  @Test
  void csvInLatinLetters_rejectsTheRowsThatHaveThem() throws IOException {
    assertThat(files.read("x.csv", "a\nSão Paulo\nRio\n".getBytes(ISO_8859_1)))
        .containsExactly("NOT_UTF8 S\uFFFDo Paulo", "{\"a\":\"Rio\"}");
  }

  @Test
  void csvHeader_decidesWhatTheRowsSay() throws IOException {
    assertThat(files.read("x.csv", "a, b ,\n1,2,\n3,4,5\n,,\n"))
        .as("columns without a name")
        .containsExactly("{\"a\":\"1\",\"b\":\"2\"}", "{\"a\":\"3\",\"b\":\"4\"}");
    assertThat(files.read("x.csv", "a,a\n1,2\n"))
        .as("one name twice")
        .containsExactly("CORRUPT_CSV 1,2");
    assertThat(files.read("x.csv", "\"a\"b\n1\n"))
        .as("a broken header")
        .containsExactly("CORRUPT_CSV \"a\"b", "CORRUPT_CSV 1");
    assertThat(files.read("x.csv", "a,b\r1,2\r"))
        .as("line ends without a line feed")
        .containsExactly("CORRUPT_CSV a,b\r1,2\r");
  }

  @Test
  void whateverALibraryWrites_isReadBack() throws IOException {
    Random random = new Random(3);
    String letters = "ab,\"\r\n \u00e3";
    for (int round = 0; round < 200; round++) {
      StringWriter csv = new StringWriter();
      List<String> expected = new ArrayList<>();
      try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
        printer.printRecord("x", "y");
        for (int row = 0; row < 5; row++) {
          String x = text(random, letters);
          String y = text(random, letters);
          printer.printRecord(x, y);
          expected.add(x + "|" + y);
        }
      }
      assertThat(files.read("x.csv", csv.toString()).stream().map(CsvRowsTest::cells))
          .as(csv.toString())
          .containsExactlyElementsOf(expected);
    }
  }

  private static String text(Random random, String letters) {
    StringBuilder text = new StringBuilder("t");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static String cells(String document) {
    try {
      JsonNode row = JSON.readTree(document);
      return row.path("x").asText() + "|" + row.path("y").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(document, e);
    }
  }
}
