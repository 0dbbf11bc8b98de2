package org.ttflight.snapshot;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The daemon's answer to a {@link BufferRequest}, as a reader sees it. Immutable.
 *
 * @param time when it answered
 * @param buffers in the order that was asked for
 */
public record BufferDocument(Instant time, List<BufferState> buffers) {
    /** Takes a copy of the list. */
    public BufferDocument {
        buffers = List.copyOf(buffers);
    }

    /**
     * Picks the answer out of its JSON.
     *
     * @throws IOException if it is none, or is the daemon's word that it cannot answer
     */
    public static BufferDocument read(String json) throws IOException {
        JsonFields document = JsonFields.parse(json);
        String error = document.textOrNull("error");
        if (error != null) {
            throw new IOException("the daemon answers: " + error);
        }
        int schema = document.integer("schema");
        if (schema != SnapshotDocument.SCHEMA) {
            throw new IOException(
                    "the daemon's list of buffers is of version "
                            + schema
                            + ", but this program understands version "
                            + SnapshotDocument.SCHEMA);
        }
        List<BufferState> buffers = new ArrayList<>();
        for (JsonFields buffer : document.objects("buffers")) {
            buffers.add(
                    new BufferState(
                            buffer.integer("pid"),
                            buffer.flag("verified"),
                            buffer.integer("device"),
                            buffer.text("memory"),
                            buffer.text("id"),
                            buffer.number("size"),
                            buffer.time("allocatedTime"),
                            buffer.number("ageSeconds"),
                            buffer.number("references")));
        }
        return new BufferDocument(document.time("time"), buffers);
    }
}
