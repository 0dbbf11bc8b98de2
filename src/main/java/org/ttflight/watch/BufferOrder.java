package org.ttflight.watch;

import java.util.Comparator;
import org.ttflight.snapshot.BufferState;

/** By what buffers are sorted; sizes and ages from the largest on. */
enum BufferOrder {
    SIZE("Size"),
    AGE("Age"),
    PID("PID"),
    DEVICE("Dev"),
    MEMORY("Memory");

    private final String title;

    BufferOrder(String title) {
        this.title = title;
    }

    private Comparator<BufferState> comparator() {
        return switch (this) {
            case SIZE -> Comparator.comparingLong(BufferState::size).reversed();
            case AGE -> Comparator.comparing(BufferState::allocatedTime);
            case PID -> Comparator.comparingInt(BufferState::pid);
            case DEVICE -> Comparator.comparingInt(BufferState::device);
            case MEMORY -> Comparator.comparing(BufferState::memory);
        };
    }

    /** Returns the title of the column. */
    String title() {
        return title;
    }

    BufferOrder next() {
        return values()[(ordinal() + 1) % values().length];
    }

    Comparator<BufferState> comparator(boolean isReversed) {
        return (isReversed ? comparator().reversed() : comparator())
                .thenComparingLong(buffer -> -buffer.size())
                .thenComparing(BufferState::id);
    }
}
