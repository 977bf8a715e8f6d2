/** The command line: one class per command, no logic of the lake. */
package io.campaignlake.cli;
