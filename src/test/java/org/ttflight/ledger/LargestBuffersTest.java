package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargestBuffersTest {
    private static final int MANY = 200_000;

    private final Ledger ledger = new Ledger(4, new LedgerListener() {});
    private final LedgerProcess one = ledger.attach(new ProcessIdentity(1, 1, 0, 0, 0));
    private final LedgerProcess other = ledger.attach(new ProcessIdentity(2, 1, 0, 0, 1));

    private static List<Long> sizes(LargestBuffers search) {
        return search.found().stream().map(BufferInfo::size).toList();
    }

    @Test
    void shouldFindTheLargestOfAllInShortSteps() {
        Random random = new Random(11);
        List<Long> all = new ArrayList<>();
        ledger.advance(5_000_000);
        for (int id = 0; id < MANY; id++) {
            long size = 1L + random.nextInt(1 << 30);
            ledger.allocate(id % 2 == 0 ? one : other, id % 4, MemoryType.DRAM, id * 64L, size);
            all.add(size);
        }
        all.sort(Comparator.reverseOrder());
        LargestBuffers search = new LargestBuffers(10);
        int steps = 1;
        while (search.step(ledger)) {
            steps++;
        }
        assertEquals(all.subList(0, 10), sizes(search));
        assertTrue(steps > 5, steps + " steps");
        assertEquals(5_000_000, search.found().get(0).allocatedMicros());
    }

    @Test
    void shouldListFewerThanAskedFor() {
        ledger.allocate(one, 0, MemoryType.L1, 64, 7);
        ledger.allocate(other, 1, MemoryType.TRACE, 64, 9);
        ledger.allocateCircularBuffer(one, 1, 0x3000, 8192);
        LargestBuffers search = new LargestBuffers(10);
        assertTrue(!search.step(ledger) && sizes(search).equals(List.of(9L, 7L)));
    }

    @Test
    void shouldLeaveOutWhatWasReleasedBetweenSteps() {
        for (int id = 0; id < MANY; id++) {
            ledger.allocate(one, 0, MemoryType.DRAM, id * 64L, 1000);
        }
        ledger.allocate(other, 0, MemoryType.DRAM, 64, 5);
        LargestBuffers search = new LargestBuffers(3);
        assertTrue(search.step(ledger));
        ledger.release(one, ExitReason.DEAD);
        while (search.step(ledger)) {}
        assertEquals(List.of(), sizes(search).stream().filter(size -> size == 1000).toList());
    }
}
