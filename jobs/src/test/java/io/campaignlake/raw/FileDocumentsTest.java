package io.campaignlake.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents of a file are, whatever is wrong with the file. */
final class FileDocumentsTest {
  private static final int LONGEST = ReadFiles.LONGEST;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @TempDir private Path folder;
  private ReadFiles files;

  @BeforeEach
  void inFolder() {
    files = new ReadFiles(folder);
  }

  @Test
  void goodLinesBesideBadOnes_areRead() throws IOException {
    String lines =
        """
        {"a":1}
        {"a":
        7
        nonsense

        {"a":2} {"a":3}
        [{"a":4},{"a":},5,{"a":6}]
        {"a":7}""";
    assertThat(files.read("x.jsonl", lines))
        .containsExactly(
            "{\"a\":1}",
            "CORRUPT_JSON {\"a\":",
            "NOT_AN_OBJECT 7",
            "CORRUPT_JSON nonsense",
            "CORRUPT_JSON {\"a\":2} {\"a\":3}",
            "{\"a\":4}",
            "CORRUPT_JSON {\"a\":}",
            "NOT_AN_OBJECT 5",
            "{\"a\":6}",
            "{\"a\":7}");
  }

  @Test
  void lineTooLong_isRejectedAndTheNextIsRead() throws IOException {
    String tooLong = "{\"a\":\"" + "x".repeat(LONGEST) + "\"}";
    assertThat(files.read("x.jsonl", tooLong + "\n{\"a\":1}\n"))
        .containsExactly("DOCUMENT_TOO_LARGE " + tooLong.substring(0, LONGEST), "{\"a\":1}");
    assertThat(files.read("x.json", "[" + tooLong + ",{\"a\":1}]"))
        .containsExactly("DOCUMENT_TOO_LARGE " + tooLong.substring(0, LONGEST), "{\"a\":1}");
  }

  @Test
  void invalidUtf8_rejectsItsDocumentAlone() throws IOException {
    byte[] latin = "{\"a\":\"São Paulo\"}\n{\"a\":1}\n".getBytes(ISO_8859_1);
    assertThat(files.read("x.jsonl", latin))
        .containsExactly("NOT_UTF8 {\"a\":\"S\uFFFDo Paulo\"}", "{\"a\":1}");
    byte[] array = "[{\"a\":\"São Paulo\"},{\"a\":1}]".getBytes(ISO_8859_1);
    assertThat(files.read("x.json", array))
        .containsExactly("NOT_UTF8 {\"a\":\"S\uFFFDo Paulo\"}", "{\"a\":1}");
  }

  @Test
  void invalidUtf8_isFoundWhereverItStands() throws IOException {
    for (int before = 0; before < 20; before++) {
      String good = "{\"a\":\"%sã%s\"}".formatted("x".repeat(before), "y".repeat(20 - before));
      assertThat(files.read("x.jsonl", good.getBytes(UTF_8))).containsExactly(good);
      assertThat(files.read("x.jsonl", good.getBytes(ISO_8859_1)))
          .containsExactly("NOT_UTF8 " + good.replace('ã', '\uFFFD'));
    }
  }

  @Test
  void otherEncoding_isRejected() throws IOException {
    assertThat(files.read("x.json", "{\"a\":1}".getBytes(UTF_16)))
        .isNotEmpty()
        .noneMatch(document -> document.startsWith("{"));
  }

  @Test
  void zeroBytes_rejectTheirDocumentOrAreCutFromTheEnd() throws IOException {
    assertThat(files.read("x.jsonl", "{\"a\":\"\0\"}\n{\"a\":1}\n\0\0\0"))
        .containsExactly("CORRUPT_JSON {\"a\":\"\0\"}", "{\"a\":1}");
  }

  @Test
  void byteOrderMark_isNoPartOfTheText() throws IOException {
    for (String name : List.of("x.json", "x.jsonl")) {
      assertThat(files.read(name, BYTE_ORDER_MARK + "{\"a\":1}\n")).containsExactly("{\"a\":1}");
    }
    assertThat(files.read("x.csv", BYTE_ORDER_MARK + "\"a\",b\n1,2\n"))
        .containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
  }

  @Test
  void oneJsonFile_holdsObjectsArraysAndWhatIsWrongBetweenThem() throws IOException {
    String text = " {\"a\":\"}\\\"]\"} {\n [{\"a\":1},,nonsense {\"a\":[2]}]";
    // The stray brace opens an object that the end of the file leaves open.
    assertThat(files.read("x.json", text))
        .containsExactly("{\"a\":\"}\\\"]\"}", "CORRUPT_JSON " + text.substring(14));
    assertThat(files.read("x.json", "[{\"a\":1},,nonsense {\"a\":[2]}] {\"a\":3}"))
        .containsExactly("{\"a\":1}", "CORRUPT_JSON nonsense", "{\"a\":[2]}", "{\"a\":3}");
  }

  @Test
  void arrayThatBreaksOff_isToldOnce() throws IOException {
    assertThat(files.read("x.json", "[{\"a\":1},{\"a\":2"))
        .containsExactly("{\"a\":1}", "CORRUPT_JSON {\"a\":2");
    assertThat(files.read("x.json", "[{\"a\":1},")).containsExactly("{\"a\":1}", "CORRUPT_JSON ");
    assertThat(files.read("x.json", "[{\"a\":1}]")).containsExactly("{\"a\":1}");
  }

  @Test
  void emptyFiles_haveNoDocuments() throws IOException {
    for (String name : List.of("x.json", "x.jsonl", "x.csv", "x.json.gz")) {
      assertThat(files.read(name, new byte[0])).isEmpty();
    }
    for (String name : List.of("x.json", "x.jsonl", "x.csv")) {
      assertThat(files.read(name, " \n\r\n \n")).isEmpty();
    }
    assertThat(files.read("x.json", "[ ]")).isEmpty();
    assertThat(files.read("x.csv", "a,b\r\n")).isEmpty();
  }

  @Test
  void deepNesting_isRejectedPastAThousandLevels() throws IOException {
    String deep = "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}";
    String tooDeep = "{\"a\":" + "[".repeat(480) + "]".repeat(480) + "}";
    assertThat(files.read("x.jsonl", deep)).containsExactly(deep);
    String muchTooDeep = tooDeep.replace("[[", "[[[[[").replace("]]", "]]]]]");
    assertThat(files.documents("x.json", muchTooDeep.getBytes(UTF_8), 1 << 20))
        .containsExactly("CORRUPT_JSON " + muchTooDeep);
  }

  @Test
  void truncatedGzip_keepsWhatStandsBeforeTheBreak() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append("{\"a\":").append(random.nextLong()).append("}\n");
    }
    byte[] whole = ReadFiles.gzipped(text.toString());
    for (String name : List.of("x.jsonl.gz", "x.json.gz")) {
      List<String> found = files.read(name, Arrays.copyOf(whole, whole.length / 2));
      String[] all = text.toString().split("\n");
      assertThat(found).hasSizeBetween(2000, 3000);
      assertThat(found.subList(0, found.size() - 1))
          .containsExactly(Arrays.copyOf(all, found.size() - 1));
      assertThat(found.get(found.size() - 1)).startsWith("CORRUPT_GZIP ");
    }
  }

  @Test
  void gzipThatIsNone_isRejected() throws IOException {
    for (String name : List.of("x.jsonl.gz", "x.json.gz")) {
      assertThat(files.read(name, "{\"a\":1}")).containsExactly("CORRUPT_GZIP ");
      assertThat(files.read(name, new byte[] {0x1f})).containsExactly("CORRUPT_GZIP ");
      assertThat(files.read(name, Arrays.copyOf(ReadFiles.gzipped("{}"), 10)))
          .containsExactly("CORRUPT_GZIP ");
    }
  }

  @Test
  void randomDamage_neverStopsTheReadingOrLosesALine() throws IOException {
    Random random = new Random(5);
    byte[] good = "{\"a\":\"x\\\\\",\"b\":[1,{}]}\n".repeat(20).getBytes(UTF_8);
    for (int round = 0; round < 500; round++) {
      byte[] damaged = good.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      for (String name : List.of("x.jsonl", "x.json", "x.csv")) {
        files.read(name, damaged);
      }
      long untouched =
          new String(damaged, ISO_8859_1)
              .lines()
              .filter(new String(good, 0, good.length / 20 - 1, ISO_8859_1)::equals)
              .count();
      assertThat(files.read("x.jsonl", damaged).stream().filter(d -> d.startsWith("{")).count())
          .isGreaterThanOrEqualTo(untouched);
    }
  }

  @Test
  void fileReadInParts_givesEachLineOnce() throws IOException {
    String text = "{\"a\":1}\n{\"a\":22}\n\n{\"a\":333}\n{\"a\":4}";
    Path file = Files.writeString(folder.resolve("x.jsonl"), text);
    for (int cut = 1; cut < text.length(); cut++) {
      List<String> found = new ArrayList<>();
      for (FilePart part :
          List.of(ReadFiles.part(file, 0, cut), ReadFiles.part(file, cut, text.length()))) {
        ReadFiles.reader(LONGEST)
            .of(part)
            .forEachRemaining(d -> found.add(d.text() + "@" + d.position()));
      }
      assertThat(found)
          .as("cut at %s", cut)
          .containsExactly("{\"a\":1}@0", "{\"a\":22}@8", "{\"a\":333}@18", "{\"a\":4}@28");
    }
  }
}
