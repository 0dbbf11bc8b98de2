package org.ttflight.ingest;

/**
 * Answers requests in text, one line each. Called on a thread of its own, one request at a time, so
 * that an answer may take its time without holding up the writer.
 */
public interface TextRequests {
    /**
     * Answers one request.
     *
     * @param request the line without its end, at most {@value Connection#MAX_TEXT_REQUEST} bytes
     * @return the answer, or null if there is no such request
     */
    @org.jspecify.annotations.Nullable
    String answer(String request);
}
