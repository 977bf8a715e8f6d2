package io.campaignlake.campaigns;

/** What a command wants a field to become. */
record FieldValue(String field, String from, String to) {}
