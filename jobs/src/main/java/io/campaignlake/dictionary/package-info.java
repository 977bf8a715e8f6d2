/**
 * What every table, column and configuration key means, in forms that people and catalogs read. It
 * makes nothing up: each word comes from a table's class or from {@code conf/lake.conf}.
 */
package io.campaignlake.dictionary;
