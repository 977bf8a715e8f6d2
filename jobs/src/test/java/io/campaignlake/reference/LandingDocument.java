package io.campaignlake.reference;

/**
 * One document as a source posts it.
 *
 * @param folder the landing folder: campaigns, sends, meta, gupshup, clicks, orders/vtex or
 *     carts/vtex
 * @param json the text of one JSON object
 */
public record LandingDocument(String folder, String json) {}
