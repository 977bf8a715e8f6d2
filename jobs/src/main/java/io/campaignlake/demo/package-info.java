/**
 * Makes a small, realistic shop with its campaigns as landing files: what providers, the click log
 * and the shop would have written. It reads nothing and writes only the landing folders; no other
 * layer depends on it.
 */
package io.campaignlake.demo;
