package io.campaignlake.campaigns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Campaigns as JSON. It is written without data binding, which would cost a command half its time.
 */
final class CampaignJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CampaignJson() {}

  /** Writes to a document. */
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  static String list(List<Campaign> campaigns) {
    return document(
        json -> {
          json.writeStartArray();
          for (Campaign campaign : campaigns) {
            json.writeStartObject();
            head(json, campaign);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static String show(Campaign campaign) {
    return document(json -> details(json, campaign));
  }

  /** All that is known of each. */
  static String details(List<Campaign> campaigns) {
    return document(
        json -> {
          json.writeStartArray();
          for (Campaign campaign : campaigns) {
            details(json, campaign);
          }
          json.writeEndArray();
        });
  }

  private static void details(JsonGenerator json, Campaign campaign) throws IOException {
    json.writeStartObject();
    head(json, campaign);
    json.writeNumberField("sent", campaign.counts().sent());
    json.writeNumberField("delivered", campaign.counts().delivered());
    json.writeNumberField("read", campaign.counts().read());
    json.writeNumberField("failed", campaign.counts().failed());
    json.writeNumberField("pending", campaign.counts().pending());
    json.writeNumberField("charged_messages", campaign.counts().charged());
    json.writeStringField("template_name", campaign.templateName());
    json.writeArrayFieldStart("steps");
    for (Step step : campaign.status().steps()) {
      json.writeString(step.word());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("changes");
    for (Change change : campaign.changes()) {
      change(json, change);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void head(JsonGenerator json, Campaign campaign) throws IOException {
    json.writeStringField("campaign_id", campaign.id());
    json.writeStringField("name", campaign.name());
    json.writeStringField("status", campaign.status().name());
    json.writeStringField("type", campaign.type());
    json.writeStringField("message_type", campaign.messageType());
    json.writeStringField("language", campaign.language());
    json.writeStringField("created_at", text(campaign.createdAt()));
    json.writeNumberField("audience_size", campaign.audienceSize());
    json.writeNumberField("submitted", campaign.counts().submitted());
  }

  private static void change(JsonGenerator json, Change change) throws IOException {
    json.writeStartObject();
    json.writeNumberField("change_no", change.number());
    json.writeStringField("changed_at", text(change.at()));
    json.writeStringField("changed_by", change.by());
    json.writeStringField("field", change.field());
    json.writeStringField("from_value", change.from());
    json.writeStringField("to_value", change.to());
    json.writeStringField("reason", change.reason());
    json.writeEndObject();
  }

  /** What senders obey, one object a campaign. */
  static String permissions(List<SendingPermission> permissions) {
    return document(
        json -> {
          json.writeStartArray();
          for (SendingPermission permission : permissions) {
            json.writeStartObject();
            json.writeStringField("campaign_id", permission.campaignId());
            json.writeBooleanField("may_send", permission.maySend());
            json.writeStringField("status", permission.status().name());
            json.writeStringField("since", text(permission.since()));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static String document(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }
}
