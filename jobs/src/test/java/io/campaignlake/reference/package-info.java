/**
 * The independent judge of the product: a slow and obvious calculator in plain Java, the golden
 * cases, and a generator of random worlds. It uses no class of the product; every number is derived
 * from the written meaning of the numbers, so that an error in the product cannot excuse itself.
 */
package io.campaignlake.reference;
