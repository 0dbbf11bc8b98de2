package org.ttflight.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePointTest {
    private static final Instant START = Instant.parse("2026-11-20T20:00:00.2Z");
    private static final Instant END = Instant.parse("2026-11-21T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("+01:00");

    @ParameterizedTest
    @CsvSource({
        "+10m, 2026-11-20T20:10:00.2Z",
        "+1h30m, 2026-11-20T21:30:00.2Z",
        "+0s, 2026-11-20T20:00:00.2Z",
        "21:00, 2026-11-20T20:00:00.2Z",
        "23:59:59, 2026-11-20T22:59:59Z",
        "03:00, 2026-11-21T02:00:00Z",
        "2026-11-21T03:00, 2026-11-21T02:00:00Z",
        "2026-11-21 03:00:05, 2026-11-21T02:00:05Z",
        "2026-11-21T03:00:05Z, 2026-11-21T03:00:05Z",
    })
    void shouldFindTheMoment(String word, String expected) {
        assertEquals(Instant.parse(expected), TimePoint.parse(word).in(START, END, ZONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "25:00", "+", "+10", "+-5m", "now", "2026-13-01T00:00"})
    void shouldRefuseWhatIsNoTime(String word) {
        assertThrows(
                IllegalArgumentException.class, () -> TimePoint.parse(word).in(START, END, ZONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+17h", "20:00", "2026-11-19T03:00"})
    void shouldSayWhatTheRecordingHas(String word) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TimePoint.parse(word).in(START, END, ZONE));
        assertTrue(
                String.valueOf(e.getMessage())
                        .endsWith("from 2026-11-20 21:00:00 to 2026-11-21 13:00:00"),
                e.getMessage());
    }
}
