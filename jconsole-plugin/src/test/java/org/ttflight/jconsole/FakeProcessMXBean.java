package org.ttflight.jconsole;

import org.jspecify.annotations.Nullable;

/** What the plugin asks of a process bean. */
public interface FakeProcessMXBean {
    /** Returns how many there are; null if nobody says. */
    @Nullable Long getBuffers();

    /** Returns how much is known. */
    String getTrackingDescription();

    /** Returns the largest. */
    FakeProcess.BufferRow[] listBuffers(int limit);

    /** Returns the oldest. */
    FakeProcess.BufferRow[] oldestBuffers(int limit);
}
