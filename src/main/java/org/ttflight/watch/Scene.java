package org.ttflight.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.History;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * What there is to show.
 *
 * @param now when it is shown
 * @param document null if there was no answer yet
 * @param outage null if all answers come
 * @param question of which {@code buffers} are the answer; null if none was asked
 * @param buffers null if there is no answer
 * @param bufferTrouble why there is none; null if there is, or it is only not there yet
 */
record Scene(
        Instant now,
        @Nullable SnapshotDocument document,
        @Nullable Outage outage,
        History history,
        @Nullable BufferQuestion question,
        @Nullable BufferDocument buffers,
        @Nullable String bufferTrouble) {

    /** Returns the same with only a part of the document. */
    Scene withDocument(SnapshotDocument part) {
        return new Scene(now, part, outage, history, question, buffers, bufferTrouble);
    }
}
