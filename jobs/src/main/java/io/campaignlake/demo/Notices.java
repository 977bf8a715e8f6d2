package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What providers post besides messages; the lake knows these kinds and has no use for them. */
final class Notices {
  private final LandingFiles files;
  private final People people;

  Notices(LandingFiles files, People people) {
    this.files = files;
    this.people = people;
  }

  void write(LocalDate day, int dayNumber) {
    Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(41_400);
    files.append(Folder.GUPSHUP, at, GupshupV2.optIn(people.person(dayNumber), at));
    if (dayNumber % 7 == 0) {
      files.append(Folder.META, at, templateApproved(at));
      files.append(Folder.META, at, accountUpdate(at));
    }
  }

  private static ObjectNode templateApproved(Instant at) {
    ObjectNode body = body(at, "message_template_status_update");
    value(body)
        .put("event", "APPROVED")
        .put("message_template_id", 1_690_012_345_678_901L)
        .put("message_template_name", "abandoned_cart")
        .put("message_template_language", "pt_BR")
        .put("reason", "NONE");
    return body;
  }

  private static ObjectNode accountUpdate(Instant at) {
    ObjectNode body = body(at, "account_update");
    value(body).put("phone_number", MetaPayloads.BUSINESS_PHONE).put("event", "VERIFIED_ACCOUNT");
    return body;
  }

  private static ObjectNode body(Instant at, String field) {
    ObjectNode body = Json.object().put("object", "whatsapp_business_account");
    ObjectNode entry = body.putArray("entry").addObject().put("id", MetaPayloads.WABA_ID);
    entry.put("time", at.getEpochSecond());
    entry.putArray("changes").addObject().put("field", field).putObject("value");
    return body;
  }

  private static ObjectNode value(ObjectNode body) {
    return (ObjectNode) body.at("/entry/0/changes/0/value");
  }
}
