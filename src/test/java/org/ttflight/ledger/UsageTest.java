package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsageTest {
    // in the order of MemoryType: DRAM, L1, SYSTEM_MEMORY, L1_SMALL, TRACE, CB, KERNEL
    private final long[] used = {1, 20, 300, 4_000, 50_000, 600_000, 7_000_000};
    private final long[] peak = {2, 21, 301, 4_001, 50_001, 600_001, 7_000_001};
    private final long[] buffers = {1, 2, 3, 4, 5, 6, 7};
    private final Usage usage = Usage.copyOf(used, peak, buffers);

    @ParameterizedTest
    @EnumSource(MemoryType.class)
    void shouldKeepTypesApart(MemoryType type) {
        assertEquals(used[type.ordinal()], usage.used(type));
        assertEquals(peak[type.ordinal()], usage.peak(type));
        assertEquals(buffers[type.ordinal()], usage.buffers(type));
        assertEquals(0, Usage.NONE.used(type));
        assertEquals(0, Usage.NONE.peak(type));
        assertEquals(0, Usage.NONE.buffers(type));
    }

    @Test
    void shouldAddUpWhatSharesAMemory() {
        assertEquals(50_001, usage.dramInUse());
        assertEquals(604_020, usage.l1InUse());
        assertEquals(7_654_021, usage.deviceBytes());
        assertEquals(28, usage.buffers());
    }

    @Test
    void shouldAdd() {
        Usage sum = usage.plus(usage);
        assertEquals(1_200_000, sum.used(MemoryType.CIRCULAR_BUFFER));
        assertEquals(4, sum.peak(MemoryType.DRAM));
        assertEquals(56, sum.buffers());
        assertEquals(28, usage.plus(Usage.NONE).buffers());
        assertEquals(28, usage.buffers());
    }

    @Test
    void shouldNotFollowItsSource() {
        used[0] = 99;
        peak[0] = 99;
        buffers[0] = 99;
        assertEquals(1, usage.used(MemoryType.DRAM));
        assertEquals(2, usage.peak(MemoryType.DRAM));
        assertEquals(1, usage.buffers(MemoryType.DRAM));
    }
}
