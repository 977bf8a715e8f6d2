/**
 * Reads {@code silver.messages}, {@code silver.clicks}, {@code silver.orders}; writes {@code
 * attribution.*}: which message gets the order, and why not the others.
 */
package io.campaignlake.attribution;
