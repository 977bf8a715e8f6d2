package io.campaignlake.silver;

/** Why a document, or a part of one, is rejected: the values of {@code reject_reason}. */
enum Reason {
  CORRUPT_JSON,
  UNKNOWN_DOCUMENT,
  MISSING_MESSAGE_ID,
  MISSING_STATUS,
  MISSING_CAMPAIGN_ID,
  MISSING_RECORD_ID,
  MISSING_ORDER_ID,
  MISSING_ORDER_FORM_ID,
  MISSING_CURRENCY,
  BAD_TIMESTAMP,
  BAD_AMOUNT,
  BAD_CONNECTOR,
  BAD_TYPE,
  BAD_MESSAGE_TYPE,
  BAD_AUDIENCE_SIZE,
  BAD_CURRENCY,
  NO_OUTCOME
}
