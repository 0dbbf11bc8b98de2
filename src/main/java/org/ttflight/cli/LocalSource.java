package org.ttflight.cli;

import org.ttflight.snapshot.SnapshotDocument;

/** Looks at the host's own files, for where no daemon does. */
@FunctionalInterface
interface LocalSource {
    /** Returns what they say now, as a document without a server. Never fails, and never hangs. */
    SnapshotDocument read();

    /** Says that a daemon answers again; ends what went on between reads. */
    default void rest() {}
}
