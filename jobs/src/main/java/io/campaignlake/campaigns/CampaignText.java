package io.campaignlake.campaigns;

import io.campaignlake.campaigns.Campaign.Counts;
import io.campaignlake.campaigns.TextTable.Column;
import io.campaignlake.campaigns.TextTable.Side;
import io.campaignlake.lake.SafeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Campaigns for people at a terminal; times in the business zone. */
final class CampaignText {
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int ID_WIDTH = 40;
  private static final int NAME_WIDTH = 32;
  private static final int TEXT_WIDTH = 60;

  private final ZoneId zone;
  private final UnaryOperator<String> paint;

  CampaignText(ZoneId zone, CampaignFormat format) {
    this.zone = zone;
    this.paint =
        format == CampaignFormat.COLOURED_TEXT ? CampaignText::coloured : UnaryOperator.identity();
  }

  private static String coloured(String status) {
    int colour =
        switch (CampaignStatus.valueOf(status.strip())) {
          case LIVE -> 32;
          case PAUSED -> 33;
          case SENT -> 36;
          case STOPPED -> 31;
        };
    return "\u001b[%dm%s\u001b[0m".formatted(colour, status);
  }

  String list(List<Campaign> campaigns) {
    if (campaigns.isEmpty()) {
      return "No campaigns.\n";
    }
    TextTable table =
        new TextTable(
            List.of(
                Column.left("CAMPAIGN", ID_WIDTH),
                Column.left("NAME", NAME_WIDTH),
                new Column("STATUS", Side.LEFT, NAME_WIDTH, paint),
                Column.left("TYPE", NAME_WIDTH),
                Column.left("MESSAGE", NAME_WIDTH),
                Column.left("LANGUAGE", 12),
                Column.left("CREATED", NAME_WIDTH),
                Column.right("AUDIENCE"),
                Column.right("SUBMITTED")));
    for (Campaign campaign : campaigns) {
      table.row(
          campaign.id(),
          campaign.name(),
          campaign.status().name(),
          campaign.type(),
          campaign.messageType(),
          campaign.language(),
          time(campaign.createdAt()),
          number(campaign.audienceSize()),
          number(campaign.counts().submitted()));
    }
    return table.lines();
  }

  String show(Campaign campaign) {
    StringBuilder text = new StringBuilder();
    line(text, "Campaign", SafeText.cut(campaign.id(), TEXT_WIDTH));
    line(text, "Name", SafeText.cut(campaign.name(), TEXT_WIDTH));
    line(text, "Status", paint.apply(campaign.status().name()));
    line(text, "Type", campaign.type());
    line(text, "Message type", campaign.messageType());
    line(text, "Template", shown(campaign.templateName()));
    line(text, "Language", shown(campaign.language()));
    line(text, "Created", "%s (%s)".formatted(shown(time(campaign.createdAt())), zone));
    counts(text, campaign);
    if (!campaign.changes().isEmpty()) {
      text.append('\n').append(history(campaign.changes()));
    }
    return text.toString();
  }

  private static void counts(StringBuilder text, Campaign campaign) {
    Counts counts = campaign.counts();
    text.append("\nRecipients\n");
    number(text, "Audience size", campaign.audienceSize());
    number(text, "Submitted", counts.submitted());
    number(text, "Sent", counts.sent());
    number(text, "Delivered", counts.delivered());
    number(text, "Read", counts.read());
    number(text, "Failed", counts.failed());
    number(text, "Pending", counts.pending());
    text.append('\n');
    number(text, "Charged messages", counts.charged());
  }

  private String history(List<Change> changes) {
    TextTable table =
        new TextTable(
            List.of(
                Column.right("CHANGE"),
                Column.left("WHEN", NAME_WIDTH),
                Column.left("WHO", 20),
                Column.left("FIELD", NAME_WIDTH),
                Column.left("FROM", NAME_WIDTH),
                Column.left("TO", NAME_WIDTH),
                Column.left("REASON", TEXT_WIDTH)));
    for (Change change : changes) {
      table.row(
          Long.toString(change.number()),
          time(change.at()),
          change.by(),
          change.field(),
          change.from(),
          change.to(),
          change.reason());
    }
    return table.lines();
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append("%-18s%s\n".formatted(label, value));
  }

  private static void number(StringBuilder text, String label, long number) {
    line(text, label, "%12s".formatted(number(number)));
  }

  // The machine's language must not decide how a number looks.
  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String shown(String text) {
    return text == null ? "-" : SafeText.cut(text, TEXT_WIDTH);
  }

  private String time(Instant instant) {
    return instant == null ? null : MINUTES.format(instant.atZone(zone));
  }
}
