package io.campaignlake.silver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/** Turns one kind of document into rows. Pure: the same document gives the same rows. */
interface DocumentParser extends Serializable {
  /**
   * @param times reads the document's times, judged against its ingestion
   * @param source landing folder
   * @throws BadValue when the document as a whole is unusable
   */
  void parse(JsonNode document, EventTime times, String source, Parsed parsed);
}
