/**
 * Reads {@code raw.*}; writes {@code silver.*}: one row per real thing. Types, deduplication, the
 * fold of status events into messages, and who is who.
 */
package io.campaignlake.silver;
