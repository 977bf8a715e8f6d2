/**
 * Reads {@code silver.*} and {@code attribution.*}; writes {@code gold.*}: one row per campaign and
 * day, or per campaign, for people and their tools.
 */
package io.campaignlake.gold;
