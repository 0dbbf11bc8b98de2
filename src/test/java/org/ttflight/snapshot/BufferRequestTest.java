package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.BufferQuery.Order;
import org.ttflight.ledger.MemoryType;

class BufferRequestTest {
    @Test
    void shouldListTheLargestOfAllUnlessTold() {
        assertEquals(
                new BufferQuery(null, null, null, Order.LARGEST, 100),
                BufferRequest.parse("buffers"));
    }

    @Test
    void shouldTakeAllOptionsInAnyOrder() {
        assertEquals(
                new BufferQuery(4711, 3, MemoryType.CIRCULAR_BUFFER, Order.OLDEST, 100_000),
                BufferRequest.parse(
                        " buffers  limit=100000 order=OLDEST\tmemory=cb device=3 pid=4711 \r\n"));
    }

    @Test
    void shouldTakeAnEmptyList() {
        assertEquals(0, BufferRequest.parse("buffers limit=0").limit());
    }

    @ParameterizedTest
    @CsvSource({
        "buffer,             but got 'buffer'",
        "buffers pid,        'pid' is not an option",
        "buffers =1,         unknown option ''",
        "buffers user=1,     unknown option 'user'",
    })
    void shouldGiveTheSyntax(String line, String complaint) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> BufferRequest.parse(line));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(complaint), message);
        assertTrue(message.contains("'" + BufferRequest.SYNTAX + "'"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "buffers pid=x; pid must be a whole number from 0 to 2147483647, but is 'x'",
                "buffers pid=; pid must be a whole number from 0 to 2147483647, but is ''",
                "buffers device=-1; device must be a whole number from 0 to 2147483647, but is '-1'",
                "buffers limit=100001; limit must be a whole number from 0 to 100000, but is '100001'",
                "buffers pid=1 pid=2; option 'pid' is given twice",
                "buffers order=newest; order must be largest or oldest, but is 'newest'",
                "buffers memory=L2; unknown memory type 'L2'; known are DRAM, L1, SYSTEM_MEMORY,"
            })
    void shouldSayWhatIsWrong(String line, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> BufferRequest.parse(line));
        assertEquals(message, String.valueOf(e.getMessage()).substring(0, message.length()));
    }
}
