/**
 * The campaign registry: what people create, edit, pause, resume and stop by command. Reads {@code
 * silver.campaigns} and {@code gold.campaign_summary}; writes {@code silver.campaign_changes} and
 * the sending permissions. It starts no Spark session: a command answers at once.
 */
package io.campaignlake.campaigns;
