package io.campaignlake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A landing file as it should not be, and what becomes of it.
 *
 * @param path below the landing root
 * @param loaded documents that the raw layer loads
 * @param rawReasons why it rejects others, in the order of the file
 * @param silverReasons why the silver layer rejects some of the loaded ones, in that order
 */
record BadInput(
    String path, byte[] content, int loaded, List<String> rawReasons, List<String> silverReasons) {

  private static final String SEND =
      "{'campaign_id':'rough','record_id':'%s','connector':'CLOUD_API','telephone':'5511900000000',"
          + "'attempted_at':'2026-03-02T10:00:00-03:00','message_id':'rough-%s'}";
  private static final int MEGABYTE = 1 << 20;

  /** Longest document of the lake that they land in. */
  static final String LONGEST_DOCUMENT = "11 MiB";

  @Override
  public String toString() {
    return path;
  }

  static List<BadInput> all() {
    return List.of(
        text(
            "meta/corrupt.jsonl",
            lines(
                status("m1", "sent", "1772456400"), "{\"entry\":[", "}", status("m2", "sent", "1")),
            2,
            List.of("CORRUPT_JSON", "CORRUPT_JSON"),
            List.of()),
        text(
            "meta/statuses.jsonl",
            lines(
                status("m3", "teleported", "1772456400"),
                status("", "sent", "1772456400"),
                status("m4", "", "1772456400"),
                status("m5", "sent", "-5"),
                status("m6", "sent", "4102444800"),
                "{\"object\":\"page\"}",
                "{\"entry\":{\"changes\":1}}",
                "{\"entry\":[{\"changes\":[{\"field\":\"account_update\",\"value\":{}}]}]}",
                "{\"entry\":[],\"entry\":[]}"),
            9,
            List.of(),
            List.of(
                "MISSING_MESSAGE_ID",
                "MISSING_STATUS",
                "BAD_TIMESTAMP",
                "BAD_TIMESTAMP",
                "UNKNOWN_DOCUMENT",
                "UNKNOWN_DOCUMENT")),
        new BadInput(
            "meta/bytes.jsonl",
            (lines(status("m7", "sent\0", "1772456400"), "\0") + status("S\u00e3o", "sent", "1"))
                .getBytes(ISO_8859_1),
            0,
            List.of("CORRUPT_JSON", "NOT_UTF8"),
            List.of()),
        text(
            "meta/deep.json",
            "["
                + "{\"a\":".repeat(2000)
                + "1"
                + "}".repeat(2000)
                + ","
                + status("m8", "sent", "9")
                + "]",
            1,
            List.of("CORRUPT_JSON"),
            List.of()),
        text("meta/empty.json", "", 0, List.of(), List.of()),
        text("meta/empty.jsonl.gz", "", 0, List.of(), List.of()),
        text(
            "gupshup/no.json.gz",
            "{\"type\":\"message-event\"}",
            0,
            List.of("CORRUPT_GZIP"),
            List.of()),
        text(
            "gupshup/events.json",
            "[7,\"x\",null,{},{\"type\":\"user-event\"},{\"type\":\"message-event\",\"payload\":[]}",
            3,
            List.of("NOT_AN_OBJECT", "NOT_AN_OBJECT", "NOT_AN_OBJECT", "CORRUPT_JSON"),
            List.of("UNKNOWN_DOCUMENT", "MISSING_STATUS")),
        text(
            "orders/vtex/orders.json",
            "["
                + String.join(
                    ",",
                    order("o1", "100", "BRL", "2026-03-02T10:00:00.1234567+00:00"),
                    order("o2", "'a lot'", "BRL", "2026-03-02T10:00:00Z"),
                    order("o3", "100.5", "BRL", "2026-03-02T10:00:00Z"),
                    order("o4", "100", "", "2026-03-02T10:00:00Z"),
                    order("o5", "100", "BRL", "02/03/2026 10:00:00"),
                    order("o6", "100", "BRL", "2026-03-02T10:00:00"),
                    order("o7", "100", "BRL", "2126-03-02T10:00:00Z"),
                    order("", "100", "BRL", "2026-03-02T10:00:00Z"))
                + "]",
            8,
            List.of(),
            List.of(
                "BAD_AMOUNT",
                "BAD_AMOUNT",
                "MISSING_CURRENCY",
                "BAD_TIMESTAMP",
                "BAD_TIMESTAMP",
                "BAD_TIMESTAMP",
                "MISSING_ORDER_ID")),
        new BadInput(
            "carts/vtex/half.jsonl.gz",
            half(gzipped("{\"orderFormId\":\"f\",\"items\":[]}\n" + noise())),
            1,
            List.of("CORRUPT_GZIP"),
            List.of()),
        text(
            "clicks/a b/{c}:d%20#é?.jsonl",
            lines("{\"message_id\":\"good-1\",\"clicked_at\":\"2026-03-02T10:00:00\"}"),
            1,
            List.of(),
            List.of("BAD_TIMESTAMP")),
        text(
            "campaigns/campaigns.json",
            "[{\"campaign_id\":\"rough\"},{\"name\":\"nameless\"},{\"campaign_id\":\"c\",\"type\":3}]",
            3,
            List.of(),
            List.of("MISSING_CAMPAIGN_ID", "BAD_TYPE")),
        text(
            "sends/long.jsonl",
            lines(
                send("long")
                    .replace("}", ",\"error_message\":\"" + "x".repeat(10 * MEGABYTE) + "\"}"),
                send("longer").replace("}", ",\"x\":\"" + "x".repeat(11 * MEGABYTE) + "\"}"),
                send("short")),
            2,
            List.of("DOCUMENT_TOO_LARGE"),
            List.of()),
        text(
            "sends/rows.csv",
            "\uFEFFcampaign_id,record_id,connector,attempted_at,message_id,error_message\r\n"
                + "rough,csv-1,CLOUD_API,2026-03-02T10:00:00-03:00,rough-c1,\"a, \"\"b\"\"\r\nc\"\r\n"
                + "rough,csv-2,CLOUD_API\r\n"
                + "rough,csv-3,CLOUD_API,2026-03-02T10:00:00-03:00,\"rough\"c3,\r\n"
                + "rough,csv-4,CLOUD_API,2026-03-02T10:00:00,rough-c4,\r\n"
                + "rough,csv-5,CLOUD_API,2026-03-02T10:00:00-03:00,rough-c5,\"open\r\n"
                + "rough,csv-6,CLOUD_API,2026-03-02T10:00:00-03:00,rough-c6,\r\n",
            3,
            List.of("CORRUPT_CSV", "CORRUPT_CSV", "CORRUPT_CSV"),
            List.of("BAD_TIMESTAMP")),
        text(
            "sends/column.csv",
            "campaign_id,record_id,attempted_at,message_id\nrough,r,2026-03-02T10:00:00Z,m\n",
            1,
            List.of(),
            List.of("BAD_CONNECTOR")),
        text(
            "sends/keys.jsonl",
            lines(
                send("first").replace("}", ",\"message_id\":\"rough-second\"}"),
                send("no-outcome").replace("\"message_id\"", "\"message\""),
                send("x").replace("\"campaign_id\"", "\"campaign\""),
                send("x").replace("\"record_id\"", "\"record\"")),
            4,
            List.of(),
            List.of("NO_OUTCOME", "MISSING_CAMPAIGN_ID", "MISSING_RECORD_ID")));
  }

  static String send(String record) {
    return quoted(SEND.formatted(record, record));
  }

  static String status(String id, String status, String timestamp) {
    return quoted(
        ("{'entry':[{'changes':[{'field':'messages','value':{'statuses':"
                + "[{'id':'%s','status':'%s','timestamp':'%s'}]}}]}]}")
            .formatted(id, status, timestamp));
  }

  static String order(String id, String value, String currency, String creationDate) {
    return quoted(
        ("{'orderId':'%s','value':%s,'creationDate':'%s',"
                + "'storePreferencesData':{'currencyCode':'%s'}}")
            .formatted(id, value, creationDate, currency));
  }

  static String quoted(String json) {
    return json.replace('\'', '"');
  }

  static String lines(String... documents) {
    return String.join("\n", documents) + "\n";
  }

  private static BadInput text(
      String path, String text, int loaded, List<String> rawReasons, List<String> silverReasons) {
    return new BadInput(path, text.getBytes(UTF_8), loaded, rawReasons, silverReasons);
  }

  /** One line that does not compress, so that half of the file ends within it. */
  private static String noise() {
    StringBuilder noise = new StringBuilder("{\"orderFormId\":\"");
    new java.util.Random(1).ints(4000, 'A', 'Z').forEach(c -> noise.append((char) c));
    return noise + "\"}\n";
  }

  private static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  static byte[] gzipped(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** So many documents: copies of a good one, after some of a bad one. */
  static String[] times(int times, String document, int bad, String badDocument) {
    return java.util.stream.Stream.concat(
            Collections.nCopies(bad, badDocument).stream(),
            Collections.nCopies(times - bad, document).stream())
        .toArray(String[]::new);
  }
}
