package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferDocumentTest {
    private static final String EXAMPLE =
            """
            {"schema": 1, "time": "2026-11-21T14:30:45.123Z", "news": [], "buffers": [
             {"pid": 12345, "verified": false, "device": 3, "memory": "L1", "id": "0x1a2b40",
              "size": 1048576, "allocatedTime": "2026-11-21T14:02:15.250Z", "ageSeconds": 1709,
              "references": 2, "colour": "green"}]}
            """;

    @Test
    void shouldReadTheAnswerAndPassOverWhatItDoesNotKnow() throws IOException {
        Instant allocated = Instant.parse("2026-11-21T14:02:15.250Z");
        assertEquals(
                new BufferDocument(
                        Instant.parse("2026-11-21T14:30:45.123Z"),
                        List.of(
                                new BufferState(
                                        12345,
                                        false,
                                        3,
                                        "L1",
                                        "0x1a2b40",
                                        1 << 20,
                                        allocated,
                                        1709,
                                        2))),
                BufferDocument.read(EXAMPLE));
    }

    @Test
    void shouldReadWhatTheDaemonWrites() throws IOException {
        Instant now = Instant.parse("2026-11-21T14:30:45.123Z");
        assertEquals(
                new BufferDocument(now, List.of()),
                BufferDocument.read(BufferJson.write(List.of(), now)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\": \"no such thing\"} | the daemon answers: no such thing",
                "{\"schema\": 2} | version 2",
                "{\"schema\": 1} | buffers",
                "`` | empty",
                "[] | not a JSON object",
            })
    void shouldSayWhatIsWrong(String json, String why) {
        IOException e = assertThrows(IOException.class, () -> BufferDocument.read(json));
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }
}
