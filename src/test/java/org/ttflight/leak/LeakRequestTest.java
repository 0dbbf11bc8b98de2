package org.ttflight.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakRequestTest {
    @Test
    void shouldAskForEverythingUnlessTold() {
        assertEquals(LeakRequest.ALL, LeakRequest.parse("leaks"));
        assertEquals(600, LeakRequest.ALL.ageSeconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leaks limit=20",
                "leaks older-than=0 limit=0",
                "leaks older-than=7200 since=60 pid=42 device=31 limit=10000"
            })
    void shouldWriteWhatItReads(String line) {
        assertEquals(line, LeakRequest.parse(line).line());
        assertEquals(line, LeakRequest.parse("  " + line.replace(" ", "   ") + " ").line());
    }

    @ParameterizedTest
    @CsvSource({
        "leaks pid=-1,              pid must be a whole number from 0",
        "leaks pid=4294967296,      pid must be a whole number from 0",
        "leaks older-than=1h,       older-than must be a whole number",
        "leaks older-than=1000000001, older-than must be a whole number",
        "leaks limit=10001,         limit must be a whole number from 0 to 10000",
        "leaks limit,               'limit' is not an option",
        "leaks memory=DRAM,         unknown option 'memory'",
        "leaks pid=1 pid=1,         option 'pid' is given twice"
    })
    void shouldSayWhatIsWrong(String line, String complaint) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LeakRequest.parse(line));
        String message = Objects.requireNonNull(e.getMessage());
        assertTrue(message.startsWith(complaint), message);
    }
}
