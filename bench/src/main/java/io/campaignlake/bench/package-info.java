/**
 * Measures the program against what a user would pick instead, on files that it makes itself. No
 * part of what ships.
 */
package io.campaignlake.bench;
