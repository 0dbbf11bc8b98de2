package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityReaderTest {
    /** The two halves are two reads, which a reset may come between. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "A A,         A",
        "A B B,       B",
        "A B A B B,   B",
        "A B A B A,   ",
        "A B C A B B, ", // gives up after five
    })
    void shouldReadAnIdUntilItIsTwiceTheSame(String reads, String expected) {
        Iterator<String> each = List.of(reads.split(" ", -1)).iterator();
        String id = IdentityReader.settled(() -> each.next().repeat(16));
        assertEquals(expected == null ? null : expected.repeat(16), id);
    }

    @Test
    void shouldNotKnowAnIdThatCannotBeRead() {
        assertNull(IdentityReader.settled(() -> null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FFFFFFFFFFFFFFFF",
                "ffffffffffffffff",
                "0000000000000000",
                "FFFFFFFF00000001", // half of it is no answer
                "00000001FFFFFFFF",
                "5EED00000000A00",
                "5EED00000000A0011",
                "0x5EED00000000A0",
                "5EED0000 0000A00"
            })
    void shouldKnowWhatIsNoId(String word) {
        assertNull(IdentityReader.id(word));
    }

    @Test
    void shouldWriteIdsInOneWay() {
        assertEquals("5EED00000000A001", IdentityReader.id("5eed00000000a001"));
        assertEquals("00000403319141BB", IdentityReader.id("00000403319141BB"));
        assertNull(IdentityReader.id(null));
    }

    private static HostDevice device(
            @Nullable String asicId, @Nullable String card, Map<String, String> firmware) {
        return IdentityReader.device(
                0, asicId, new DeviceIdentity(card, null, null, null, null, firmware));
    }

    @Test
    void shouldKeepWhatItKnewOfTheSameChip() {
        HostDevice before = device("A", "p150a", Map.of("bundle", "19.4.0.0", "m3app", "1"));
        assertEquals(before, IdentityReader.merged(before, device(null, null, Map.of())));
        HostDevice after =
                IdentityReader.merged(before, device(null, null, Map.of("bundle", "19.5.0.0")));
        assertEquals(Map.of("bundle", "19.5.0.0", "m3app", "1"), after.identity().firmware());
        assertEquals(188_743_680, after.l1().bytes());
        assertEquals(220_200_960, before.l1().bytes());
    }

    @ParameterizedTest(name = "{0}{1} is {2}")
    @CsvSource({
        "hwmon, hwmon0, 0",
        "hwmon, hwmon10, 10",
        "hwmon, hwmon, -1",
        "hwmon, hwmon1x, -1",
        "hwmon, hwmon01, -1",
        "hwmon, xhwmon1, -1",
        "hwmon, hwmon999999999, 999999999",
        "hwmon, hwmon1000000000, -1",
        "hwmon, hwmon-1, -1",
    })
    void shouldParseNumbersAtTheEndOfNames(String prefix, String name, int number) {
        assertEquals(number, Ordinals.parse(name, prefix));
    }
}
