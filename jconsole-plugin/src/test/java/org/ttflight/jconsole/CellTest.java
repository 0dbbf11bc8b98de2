package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTest {
    @ParameterizedTest
    @CsvSource({
        "0,       0 B,     0",
        "1023,    1023 B,  1023",
        "1536,    1.5 KiB, 1536",
        "1048576, 1.0 MiB, 1048576",
    })
    void shouldShowBytesForPeopleAndForFiles(long bytes, String text, String plain) {
        Cell cell = Cell.bytes(bytes);
        assertEquals(text, cell.toString());
        assertEquals(plain, cell.plain());
    }

    @Test
    void shouldNotShowTheUnknownAsANumber() {
        for (Cell cell :
                List.of(Cell.bytes(null), Cell.count(null), Cell.text(null), Cell.duration(null))) {
            assertEquals("N/A", cell.text());
            assertEquals("", cell.plain());
            assertFalse(cell.isKnown());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "59999,     59 s",
        "60000,     1 min",
        "3599999,   59 min 59 s",
        "3600000,   1 h",
        "86399999,  23 h 59 min",
        "180000000, 2 d 2 h",
    })
    void shouldShowDurationsInTwoUnits(long millis, String text) {
        assertEquals(text, Cell.duration(millis).text());
    }

    @ParameterizedTest
    @CsvSource({"'', none", "3, 3", "0 1, '0, 1'", "7 0 2 1, '0-2, 7'", "5 4 9 8 7, '4, 5, 7-9'"})
    void shouldShowDevicesAsRanges(String devices, String text) {
        List<Integer> ordinals =
                Arrays.stream(devices.split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .map(Integer::valueOf)
                        .toList();
        assertEquals(text, Cell.ordinals(ordinals).text());
    }

    @Test
    void shouldCompareNumbersAsNumbersAndTextAsText() {
        assertTrue(Cell.bytes(900L).compareKnown(Cell.bytes(1024L)) < 0);
        assertTrue(Cell.ordinals(List.of(10)).compareKnown(Cell.ordinals(List.of(9, 11))) > 0);
        assertTrue(Cell.text("alpha").compareKnown(Cell.text("Beta")) < 0);
        assertEquals(0, Cell.count(5L).compareKnown(Cell.count(5L)));
    }
}
