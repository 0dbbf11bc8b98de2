package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ttflight.ledger.BufferQuery.Order.LARGEST;
import static org.ttflight.ledger.BufferQuery.Order.OLDEST;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerListTest {
    private final Books books = new Books();
    private final Ledger ledger = books.ledger;

    /** Seven buffers, by size 1 to 7; their ages are in another order. */
    @BeforeEach
    void fill() {
        LedgerProcess one = books.process(1);
        LedgerProcess two = books.process(2);
        ledger.advance(10);
        ledger.allocate(one, 0, MemoryType.DRAM, 0x40, 4);
        ledger.advance(20);
        ledger.allocate(two, 1, MemoryType.DRAM, 0x70, 7);
        ledger.advance(30);
        ledger.allocateCircularBuffer(one, 0, 0x20, 2);
        ledger.advance(40);
        ledger.loadKernel(two, 0, KernelType.UNKNOWN, 0x50, 5);
        ledger.advance(50);
        ledger.allocate(one, 1, MemoryType.TRACE, -0x10, 1);
        ledger.advance(60);
        ledger.allocate(two, 0, MemoryType.L1_SMALL, 0x30, 3);
        ledger.advance(70);
        ledger.allocate(one, 0, MemoryType.SYSTEM_MEMORY, 0x60, 6);
        ledger.allocate(one, 0, MemoryType.SYSTEM_MEMORY, 0x60, 6);
    }

    private String sizes(BufferQuery query) {
        StringBuilder sizes = new StringBuilder();
        ledger.list(query).forEach(buffer -> sizes.append(buffer.size()));
        return sizes.toString();
    }

    @ParameterizedTest(name = "pid {0}, device {1}, {2}, {3}, at most {4}: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -,             LARGEST, 7, 7654321",
                "-, -, -,             LARGEST, 8, 7654321",
                "-, -, -,             LARGEST, 2147483647, 7654321",
                "-, -, -,             LARGEST, 6, 765432",
                "-, -, -,             LARGEST, 3, 765",
                "-, -, -,             LARGEST, 1, 7",
                "-, -, -,             LARGEST, 0, ''",
                "-, -, -,             OLDEST,  7, 4725136",
                "-, -, -,             OLDEST,  6, 472513",
                "-, -, -,             OLDEST,  3, 472",
                "-, -, -,             OLDEST,  1, 4",
                "-, -, -,             OLDEST,  0, ''",
                "1, -, -,             LARGEST, 9, 6421",
                "2, -, -,             LARGEST, 9, 753",
                "2, -, -,             LARGEST, 2, 75",
                "3, -, -,             LARGEST, 9, ''",
                "-, 0, -,             LARGEST, 9, 65432",
                "-, 1, -,             LARGEST, 9, 71",
                "-, 2, -,             LARGEST, 9, ''",
                "-, -, DRAM,            LARGEST, 9, 74",
                "-, -, L1,              LARGEST, 9, ''",
                "-, -, SYSTEM_MEMORY,   LARGEST, 9, 6",
                "-, -, L1_SMALL,        LARGEST, 9, 3",
                "-, -, TRACE,           LARGEST, 9, 1",
                "-, -, CIRCULAR_BUFFER, LARGEST, 9, 2",
                "-, -, KERNEL,          LARGEST, 9, 5",
                "1, 0, -,             OLDEST,  9, 426",
                "1, 0, -,             OLDEST,  2, 42",
                "1, 0, DRAM,          OLDEST,  9, 4",
                "2, 0, DRAM,          OLDEST,  9, ''",
            })
    void shouldList(
            @Nullable Integer pid,
            @Nullable Integer device,
            @Nullable MemoryType type,
            BufferQuery.Order order,
            int limit,
            String expected) {
        assertEquals(expected, sizes(new BufferQuery(pid, device, type, order, limit)));
    }

    @Test
    void shouldTellAllOfABuffer() {
        ProcessIdentity one = Books.identity(1);
        ProcessIdentity two = Books.identity(2);
        assertEquals(
                List.of(
                        new BufferInfo(two, 1, MemoryType.DRAM, 0x70, 7, 20, 1),
                        new BufferInfo(one, 0, MemoryType.SYSTEM_MEMORY, 0x60, 6, 70, 2),
                        new BufferInfo(two, 0, MemoryType.KERNEL, 0x50, 5, 40, 1),
                        new BufferInfo(one, 0, MemoryType.DRAM, 0x40, 4, 10, 1),
                        new BufferInfo(two, 0, MemoryType.L1_SMALL, 0x30, 3, 60, 1),
                        new BufferInfo(one, 0, MemoryType.CIRCULAR_BUFFER, 0x20, 2, 30, 1),
                        new BufferInfo(one, 1, MemoryType.TRACE, -0x10, 1, 50, 1)),
                ledger.list(new BufferQuery(null, null, null, LARGEST, 100)));
    }

    @Test
    void shouldNotListWhatIsGone() {
        ledger.free(books.process(1), 0, 0x40);
        ledger.release(books.process(2), ExitReason.DEAD);
        assertEquals("621", sizes(new BufferQuery(null, null, null, LARGEST, 100)));
    }

    @ParameterizedTest
    @EnumSource(BufferQuery.Order.class)
    void shouldListTheFirstOfMany(BufferQuery.Order order) {
        LedgerProcess process = books.process(3);
        for (int at = 0; at < 10_000; at++) {
            int shuffled = at * 7_919 % 10_000; // a permutation: 7919 is prime
            ledger.advance(1_000 + at);
            ledger.allocate(process, 2, MemoryType.DRAM, 32L * at, 100 + shuffled);
        }
        List<BufferInfo> listed = ledger.list(new BufferQuery(3, null, null, order, 50));
        assertEquals(50, listed.size());
        for (int at = 0; at < 50; at++) {
            if (order == OLDEST) {
                assertEquals(1_000 + at, listed.get(at).allocatedMicros());
            } else {
                assertEquals(10_099 - at, listed.get(at).size());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, 13467", "2, 134567", "3, 134567"})
    void shouldListTheBuffersOfWhatHasFew(int most, String expected) {
        // two processes have L1 on one device, which makes two of a kind; not two for each
        ledger.allocate(books.process(1), 5, MemoryType.L1, 0x50, 5);
        ledger.allocate(books.process(2), 5, MemoryType.L1, 0x50, 5);
        String sizes =
                ledger.listFew(most).stream()
                        .mapToLong(BufferInfo::size)
                        .distinct()
                        .sorted()
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining());
        assertEquals(expected, sizes);
    }

    @Test
    void shouldRefuseANegativeLimit() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new BufferQuery(null, null, null, LARGEST, -1));
    }
}
