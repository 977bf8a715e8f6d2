package io.campaignlake.demo;

import io.campaignlake.demo.MessagePlan.Route;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Ids in the forms that WhatsApp gives: they carry the recipient's number inside. */
final class MessageIds {
  private MessageIds() {}

  static String whatsAppId(Person person, Route route, Chance chance) {
    // Gupshup still hands out the short ids of the older API for a part of its numbers.
    boolean isOldForm = route == Route.GUPSHUP_V2 && chance.happens(0.6);
    return isOldForm ? oldForm(chance) : wamid(person.waId(), chance);
  }

  static String wamid(String waId, Chance chance) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0x1C, 0x18, (byte) waId.length()});
    bytes.writeBytes(waId.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[] {0x15, 0x02, 0x00, 0x11, 0x18, 0x12});
    bytes.writeBytes(chance.hex(18).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    bytes.write(0);
    return "wamid." + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String oldForm(Chance chance) {
    byte[] bytes = chance.hex(15).getBytes(StandardCharsets.US_ASCII);
    return "gBEG" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
