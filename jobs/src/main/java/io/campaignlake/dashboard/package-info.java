/**
 * What people look at: one page, as a file that needs nothing else, or served with live data.
 *
 * <p>Reads the gold tables, the campaign registry and, for unique counts, the facts of the reports;
 * writes no table. The page adds up rows that are prepared here and knows no rule of its own.
 */
package io.campaignlake.dashboard;
