package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedUsage;

class PeaksTest {
    private static final HoldingKey KEY = new HoldingKey(Sources.identity(1), 0);

    private final Peaks peaks = new Peaks();

    @Test
    void shouldKeepTheHighestOfEachDeviceAndType() {
        peaks.raise(0, MemoryType.DRAM, 5);
        peaks.raise(0, MemoryType.DRAM, 3);
        peaks.raise(1, MemoryType.DRAM, 9);
        assertEquals(5, peaks.of(0, MemoryType.DRAM));
        assertEquals(0, peaks.of(0, MemoryType.L1));
        assertEquals(9, peaks.of(1, MemoryType.DRAM));
        peaks.reset(1, MemoryType.DRAM);
        peaks.reset(7, MemoryType.DRAM);
        assertEquals(5, peaks.of(0, MemoryType.DRAM));
        assertEquals(0, peaks.of(1, MemoryType.DRAM));
    }

    @Test
    void shouldKeepTheHighestOfAProcessTypeByType() {
        peaks.raise(KEY, Sources.usage(5, 2, 0, 0, 0));
        SharedUsage peak = peaks.raise(KEY, Sources.usage(3, 4, 0, 0, 0));
        assertEquals(Sources.usage(5, 4, 0, 0, 0), peak);
        assertSame(peak, peaks.raise(KEY, Sources.usage(5, 4, 0, 0, 0)));
    }

    @Test
    void shouldForgetProcessesThatAreGone() {
        peaks.raise(KEY, Sources.dram(5));
        peaks.forgetOthers();
        assertEquals(1, peaks.size());
        peaks.forgetOthers();
        assertEquals(0, peaks.size());
        assertEquals(Sources.dram(3), peaks.raise(KEY, Sources.dram(3)));
    }
}
