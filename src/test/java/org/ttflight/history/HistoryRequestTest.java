package org.ttflight.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRequestTest {
    @Test
    void shouldTakeAllOptionsInAnyOrder() {
        assertEquals(
                new HistoryRequest(900, 90, 3),
                HistoryRequest.parse(" history  device=3 steps=90\twindow=900 \r\n"));
        assertEquals(
                new HistoryRequest(86_400, 120, null),
                HistoryRequest.parse("history window=86400"));
    }

    @Test
    void shouldWriteWhatItReads() {
        for (HistoryRequest request :
                new HistoryRequest[] {
                    new HistoryRequest(1, 1440, null), new HistoryRequest(60, 1, 0)
                }) {
            assertEquals(request, HistoryRequest.parse(request.line()));
        }
    }

    @Test
    void shouldAnswerWithTheWindowThatEndsNow() {
        History history = new History();
        history.add(HistoryTest.sample(0, 0, null, 5, 20));
        history.add(HistoryTest.sample(9_000, 1, null, 5, 20));
        Instant now = Instant.ofEpochMilli(HistoryTest.sample(9_500, 0, null, 0, 0).epochMillis());
        HistoryDocument document = new HistoryRequest(5, 5, null).answer(history, now);
        assertEquals(5, document.steps());
        assertEquals(1, document.devices().get(0).device());
        assertEquals(1, document.devices().size());
    }

    @ParameterizedTest
    @CsvSource({
        "histories,              but got 'histories'",
        "history window,         'window' is not an option",
        "history window=1 a=1,   unknown option 'a'",
        "history,                window is missing",
        "history steps=1,        window is missing",
    })
    void shouldGiveTheSyntax(String line, String complaint) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> HistoryRequest.parse(line));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(complaint), message);
        assertTrue(message.contains("'" + HistoryRequest.SYNTAX + "'"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "window=0; window must be a whole number from 1 to 86400, but is '0'",
                "window=86401; window must be a whole number from 1 to 86400, but is '86401'",
                "window=9999999999; window must be a whole number from 1 to 86400, but is '9999999999'",
                "window=x; window must be a whole number from 1 to 86400, but is 'x'",
                "window=5 steps=0; steps must be a whole number from 1 to 1440, but is '0'",
                "window=5 steps=1441; steps must be a whole number from 1 to 1440, but is '1441'",
                "window=5 device=-1; device must be a whole number from 0 to 2147483647, but is '-1'",
                "window=5 window=6; option 'window' is given twice",
            })
    void shouldSayWhatIsWrong(String options, String message) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> HistoryRequest.parse("history " + options));
        assertEquals(message, e.getMessage());
    }
}
