/**
 * Carries tables of the lake into a PostgreSQL database, where those work who have no Delta reader.
 * The lake stays the source: what is there is a copy, made equal each time.
 */
package io.campaignlake.publish;
