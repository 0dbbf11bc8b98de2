package org.ttflight.jfr;

import java.util.List;
import org.ttflight.ledger.BufferInfo;

/**
 * The largest live buffers at some moment. Immutable.
 *
 * @param seenMillis the moment, in milliseconds since the epoch; 0 if there was none yet
 * @param buffers the largest first
 */
public record BufferList(long seenMillis, List<BufferInfo> buffers) {
    /** Nothing is known of any. */
    public static final BufferList NONE = new BufferList(0, List.of());

    /** Copies the list. */
    public BufferList {
        buffers = List.copyOf(buffers);
    }
}
