package io.campaignlake.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;

/** The overview for programs: names are never translated, numbers never rounded for the eye. */
final class OverviewFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OverviewFile() {}

  /** One object; money and rates are strings, which no reader turns into inexact numbers. */
  static void json(Overview overview, Writer out) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("from", text(overview.from()));
    json.put("to", text(overview.to()));
    json.put("campaign", overview.campaign());
    json.put("as_of", text(overview.asOf()));
    ObjectNode metrics = json.putObject("metrics");
    overview.metrics().forEach(metrics::put);
    var values = json.putArray("values");
    for (Overview.Value value : overview.values()) {
      ObjectNode object = values.addObject().put("currency_code", value.currencyCode());
      value.amounts().forEach((name, amount) -> object.put(name, text(amount)));
    }
    ObjectNode rates = json.putObject("rates");
    overview.rates().forEach((name, rate) -> rates.put(name, text(rate)));
    json.put("is_final", overview.isFinal());
    out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    out.write('\n');
  }

  /**
   * {@code metric,currency_code,value}: counts, money by currency, rates, and whether it is final.
   */
  static void csv(Overview overview, Writer out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, RowWriter.CSV);
    printer.printRecord("metric", "currency_code", "value");
    for (Map.Entry<String, Long> metric : overview.metrics().entrySet()) {
      printer.printRecord(metric.getKey(), null, metric.getValue());
    }
    for (Overview.Value value : overview.values()) {
      for (Map.Entry<String, BigDecimal> amount : value.amounts().entrySet()) {
        printer.printRecord(amount.getKey(), value.currencyCode(), text(amount.getValue()));
      }
    }
    for (Map.Entry<String, BigDecimal> rate : overview.rates().entrySet()) {
      printer.printRecord(rate.getKey(), null, text(rate.getValue()));
    }
    printer.printRecord("is_final", null, overview.isFinal());
    printer.flush();
  }

  private static String text(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
