package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {
    @ParameterizedTest
    @CsvSource({
        "0, TABLE",
        "-1, TABLE",
        "-9223372036854775808, CSV",
        "0, UNKNOWN",
        "1, UNKNOWN",
        ", TABLE",
        ", CONFIGURATION",
        ", CSV"
    })
    void shouldRefuseWhatIsNoCapacity(Long bytes, CapacitySource source) {
        assertThrows(IllegalArgumentException.class, () -> new Capacity(bytes, source));
    }

    @ParameterizedTest
    @CsvSource({"1, TABLE", "9223372036854775807, CONFIGURATION", "1, CSV"})
    void shouldTakeANumberAndItsSource(long bytes, CapacitySource source) {
        Capacity capacity = new Capacity(bytes, source);
        assertEquals(bytes, capacity.bytes());
        assertEquals(source, capacity.source());
    }

    @Test
    void shouldHaveNoNumberWhereNobodyKnows() {
        assertNull(Capacity.UNKNOWN.bytes());
        assertEquals(new Capacity(null, CapacitySource.UNKNOWN), Capacity.UNKNOWN);
        assertEquals(new Capacity(5L, CapacitySource.TABLE), Capacity.fromTable(5));
    }
}
