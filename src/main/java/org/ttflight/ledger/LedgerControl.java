package org.ttflight.ledger;

import java.util.List;

/**
 * What other threads may ask of a ledger: the snapshot at once, everything else by way of the
 * writer, between two batches of messages. Thread-safe.
 *
 * <p>The calls that go through the writer wait for it, a few milliseconds as a rule, and throw
 * {@link IllegalStateException} if it has stopped or does not answer within five seconds.
 */
public interface LedgerControl {
    /** Returns the state last published, never older than some ten milliseconds; does not wait. */
    LedgerSnapshot snapshot();

    /** Returns live buffers; see {@link Ledger#list}. */
    List<BufferInfo> list(BufferQuery query);

    /** Makes the peak the usage of now; see {@link Ledger#resetPeak}. */
    void resetPeak(int device, MemoryType type);

    /** Sets a usage threshold in bytes, 0 for none; see {@link Ledger#setThreshold}. */
    void setThreshold(int device, MemoryType type, long bytes);
}
