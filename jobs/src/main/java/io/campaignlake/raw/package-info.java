/**
 * Reads landing files and Kafka topics; writes {@code raw.*}: every document as it came, with where
 * it came from in columns that begin with an underscore. Nothing is interpreted here beyond "is it
 * a JSON object".
 */
package io.campaignlake.raw;
