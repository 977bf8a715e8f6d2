/**
 * Answers questions about the lake on the command line: a query over all its tables, and why an
 * order is whose. Reads every layer, writes nothing.
 */
package io.campaignlake.query;
