package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a listener hears of a program's mistakes, and of nothing else. */
class LedgerAnomalyTest implements LedgerListener {
    private final List<String> heard = new ArrayList<>();
    private final Ledger ledger = new Ledger(8, this);
    private final LedgerProcess process = ledger.attach(Books.identity(42));

    @Override
    public void anomaly(
            Anomaly kind,
            ProcessIdentity owner,
            long epochMicros,
            int device,
            @Nullable MemoryType type,
            long id,
            long oldSize,
            long newSize) {
        heard.add(
                "%s p%d @%d d%d %s #%x %d %d"
                        .formatted(
                                kind,
                                owner.pid(),
                                epochMicros,
                                device,
                                type,
                                id,
                                oldSize,
                                newSize));
    }

    @Test
    void shouldTellOfReleasesOfWhatIsNotHeld() {
        ledger.advance(1000);
        ledger.allocate(process, 3, MemoryType.DRAM, 0x10, 100);
        ledger.free(process, 3, 0x10);
        ledger.free(process, 3, 0x10);
        ledger.advance(2000);
        ledger.free(process, 3, 0x20);
        ledger.freeCircularBuffer(process, 3, 0x30, 64);
        ledger.unloadKernel(process, 3, 0x40, 128);
        assertEquals(
                List.of(
                        "DOUBLE_FREE p42 @1000 d3 null #10 -1 -1",
                        "UNKNOWN_FREE p42 @2000 d3 null #20 -1 -1",
                        "CB_UNKNOWN_FREE p42 @2000 d3 CIRCULAR_BUFFER #30 -1 64",
                        "KERNEL_UNKNOWN_UNLOAD p42 @2000 d3 KERNEL #40 -1 128"),
                heard);
    }

    @Test
    void shouldTellOfSizesThatChange() {
        ledger.allocate(process, 3, MemoryType.L1, 0x10, 100);
        ledger.allocate(process, 3, MemoryType.L1, 0x10, 200);
        ledger.allocateCircularBuffer(process, 3, 0x30, 64);
        ledger.freeCircularBuffer(process, 3, 0x30, 65);
        ledger.loadKernel(process, 3, KernelType.FABRIC, 0x40, 128);
        ledger.unloadKernel(process, 3, 0x40, 127);
        assertEquals(
                List.of(
                        "ADDRESS_REUSED p42 @1 d3 L1 #10 100 200",
                        "CB_SIZE_MISMATCH p42 @1 d3 CIRCULAR_BUFFER #30 64 65",
                        "KERNEL_SIZE_MISMATCH p42 @1 d3 KERNEL #40 128 127"),
                heard);
    }

    @Test
    void shouldKeepSilentOfWhatIsUsual() {
        ledger.allocate(process, 3, MemoryType.L1, 0x10, 100);
        ledger.allocate(process, 3, MemoryType.L1, 0x10, 100); // one more reference
        ledger.allocate(process, 3, MemoryType.DRAM, 0x10, 7); // the same address of another type
        ledger.free(process, 0, 0x10); // does not know the device, nor the type
        ledger.allocate(process, 3, MemoryType.L1, 0x20, 0);
        ledger.allocateCircularBuffer(process, 3, 0x30, 64);
        ledger.allocateCircularBuffer(process, 3, 0x30, 65);
        assertEquals(List.of(), heard);
    }

    @Test
    void shouldKnowTheLastAllocation() {
        ledger.advance(1000);
        ledger.free(process, 3, 0x20);
        ledger.publish();
        assertNull(usage().lastAllocationMicros());
        ledger.advance(2000);
        ledger.allocate(process, 3, MemoryType.L1, 0x10, 100);
        ledger.advance(3000);
        ledger.allocate(process, 3, MemoryType.L1, 0x10, 100);
        ledger.advance(4000);
        ledger.free(process, 3, 0x10);
        ledger.publish();
        assertEquals(3000L, usage().lastAllocationMicros());
        assertEquals(4000, usage().lastReportMicros());
        ledger.advance(5000);
        ledger.loadKernel(process, 3, KernelType.FABRIC, 0x40, 128);
        ledger.publish();
        assertEquals(5000L, usage().lastAllocationMicros());
    }

    private ProcessUsage usage() {
        ProcessUsage usage = ledger.snapshot().process(42);
        assertNotNull(usage);
        return usage;
    }
}
