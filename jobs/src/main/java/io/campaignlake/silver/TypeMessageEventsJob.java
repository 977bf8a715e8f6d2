package io.campaignlake.silver;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.LandingSource;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;

/** Webhook bodies → status events and inbound messages. */
public final class TypeMessageEventsJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(RawTables.MESSAGE_EVENTS, Rejected.of(RawTables.MESSAGE_EVENTS));
  }

  @Override
  public List<Table> writes() {
    return List.of(InboundMessages.TABLE, Rejected.of(MessageEvents.TABLE), MessageEvents.TABLE);
  }

  @Override
  public void run(JobRun run) {
    new TypedLoad(run, RawTables.MESSAGE_EVENTS, MessageEvents.TABLE)
        .load(
            TypeMessageEventsJob::parse,
            List.of(MessageEvents.TABLE, InboundMessages.TABLE),
            (typing, inputs) -> {
              run.foldIn(
                  InboundMessages.TABLE,
                  typing.rows(InboundMessages.TABLE),
                  copies -> run.counting(InboundMessages.folded(copies), findings()),
                  null);
              run.insertNew(MessageEvents.TABLE, typing.distinctRows(MessageEvents.TABLE), inputs);
            });
  }

  private static void parse(JsonNode document, EventTime times, String source, Parsed parsed) {
    if (source.equals(LandingSource.GUPSHUP.folder())) {
      GupshupEvent.parse(document, times, source, parsed);
    } else {
      CloudApiWebhook.parse(document, times, source, parsed);
    }
  }

  private static Map<String, Column> findings() {
    return Map.of(
        "replies_without_context",
        InboundMessages.REPLY_KIND
            .col()
            .isNotNull()
            .and(InboundMessages.CONTEXT_REF.col().isNull()));
  }
}
