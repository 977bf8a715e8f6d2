/**
 * Reads {@code silver.*}, {@code attribution.*} and {@code gold.*}; writes {@code reports.*} and
 * the report files: what leaves the lake.
 */
package io.campaignlake.reports;
