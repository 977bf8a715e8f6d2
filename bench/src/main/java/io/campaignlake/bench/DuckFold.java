package io.campaignlake.bench;

import java.nio.file.Path;

/**
 * Webhook bodies folded to one row a message by DuckDB: the earliest time of each status. It keeps
 * no document, knows no repeat, rejects nothing and learns no alias; that is what the rest costs.
 */
final class DuckFold {
  private DuckFold() {}

  static String sql(Path webhooks) {
    return """
        CREATE OR REPLACE TEMP TABLE folded AS
        WITH bodies AS (
          SELECT unnest(entry, recursive := false) AS entry FROM read_ndjson('%1$s/meta/*', ignore_errors = true,
            columns = {entry: 'STRUCT(changes STRUCT(value STRUCT(statuses STRUCT(id VARCHAR, status VARCHAR, "timestamp" VARCHAR, recipient_id VARCHAR)[]))[])[]'})
          UNION ALL
          SELECT unnest(entry, recursive := false) FROM read_ndjson('%1$s/gupshup/*', ignore_errors = true,
            columns = {entry: 'STRUCT(changes STRUCT(value STRUCT(statuses STRUCT(id VARCHAR, status VARCHAR, "timestamp" VARCHAR, recipient_id VARCHAR)[]))[])[]'})),
        statuses AS (
          SELECT unnest(change.value.statuses) AS s FROM (SELECT unnest(entry.changes) AS change FROM bodies)),
        events AS (
          SELECT s.id AS id, s.status AS status, try_cast(s.timestamp AS BIGINT) AS told_at FROM statuses
          UNION ALL
          SELECT coalesce(payload.gsId, payload.id), payload.type, "timestamp" // 1000 FROM read_ndjson('%1$s/gupshup/*', ignore_errors = true,
            columns = {type: 'VARCHAR', "timestamp": 'BIGINT', payload: 'STRUCT(id VARCHAR, gsId VARCHAR, "type" VARCHAR, destination VARCHAR)'})
          WHERE type = 'message-event')
        SELECT id, min(told_at) FILTER (status = 'sent') AS sent_at, min(told_at) FILTER (status = 'delivered') AS delivered_at,
          min(told_at) FILTER (status = 'read') AS read_at, min(told_at) FILTER (status = 'failed') AS failed_at
        FROM events GROUP BY id
        """
        .formatted(webhooks);
  }
}
