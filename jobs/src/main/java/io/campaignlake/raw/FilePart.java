package io.campaignlake.raw;

import java.io.Serializable;

/**
 * A landing file, or a part of one that is read by a task of its own.
 *
 * @param start first byte
 * @param end byte after the last
 * @param ingestedAtMicros clock of the run that found it, microseconds since 1970 UTC
 */
record FilePart(
    String path, long start, long end, long length, String source, long ingestedAtMicros)
    implements Serializable {}
