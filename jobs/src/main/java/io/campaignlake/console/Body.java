package io.campaignlake.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.campaigns.Author;
import io.campaignlake.campaigns.Definition;
import io.campaignlake.lake.LakeException;
import io.campaignlake.reports.Language;
import io.campaignlake.reports.ReportRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What a request says, checked. Every wrong value is an error of usage. */
final class Body {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode body;

  private Body(JsonNode body) {
    this.body = body;
  }

  static Body of(String json) {
    try {
      JsonNode body = JSON.readTree(json);
      if (body != null && body.isObject()) {
        return new Body(body);
      }
    } catch (JsonProcessingException e) {
      throw LakeException.usage(
          "Cannot read the request: it is no JSON (%s). Correct it."
              .formatted(e.getOriginalMessage()));
    }
    throw LakeException.usage("Cannot read the request: it is no JSON object. Send one.");
  }

  private String text(String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong(field, value.toString(), "it is no text");
    }
    return value.textValue();
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : body.path(field)) {
      if (!each.isTextual()) {
        throw wrong(field, each.toString(), "it is no text");
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  Set<String> campaigns() {
    return new TreeSet<>(texts("campaigns"));
  }

  String campaignId() {
    String id = text("campaign_id");
    if (id == null) {
      throw wrong("campaign_id", "null", "it is missing");
    }
    return id;
  }

  String deliveryId() {
    return text("delivery_id");
  }

  Author author() {
    String by = text("by");
    return new Author(by == null || by.isBlank() ? "console" : by, text("reason"));
  }

  Definition edited() {
    return new Definition(
        null, text("message_type"), text("name"), text("template"), text("language"), null);
  }

  LocalDate from() {
    return date("from", text("from"));
  }

  LocalDate to() {
    return date("to", text("to"));
  }

  ReportRequest report() {
    return report(text("kind"), null, this::text);
  }

  /**
   * @param values the parameter of a name; null for none
   */
  static ReportRequest report(
      String kind, ReportRequest.Format format, UnaryOperator<String> values) {
    return new ReportRequest(
        oneOf("kind", kind, ReportRequest.Kind.values()),
        values.apply("campaign"),
        date("from", values.apply("from")),
        date("to", values.apply("to")),
        values.apply("language") == null
            ? null
            : oneOf("language", values.apply("language"), Language.values()),
        format);
  }

  private static <T> T oneOf(String field, String text, T[] values) {
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(String.valueOf(text).toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> wrong(field, text, "it is none of " + Arrays.toString(values)));
  }

  private static LocalDate date(String field, String text) {
    try {
      return text == null || text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw wrong(field, text, "it is no date like 2026-03-01");
    }
  }

  private static LakeException wrong(String field, String value, String reason) {
    return LakeException.usage(
        "Cannot use %s = %s: %s. Correct it.".formatted(field, value, reason));
  }
}
