/**
 * The campaign console: the dashboard's page over HTTP with what a file cannot do. It reads through
 * the dashboard and the reports, and changes campaigns through the same commands as the command
 * line.
 */
package io.campaignlake.console;
