package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {
    private static @Nullable Object value(String json) throws IOException {
        return JsonParser.object("{\"a\":" + json + "}").get("a");
    }

    @Test
    void shouldReadEveryKindOfValue() throws IOException {
        Map<String, @Nullable Object> values =
                JsonParser.object(
                        " {\"a\" : 1,\n\"b\":[true , false,null,\"x\",{}, []],\"c\":{\"d\":-0.5e1}} ");
        assertEquals(List.of("a", "b", "c"), List.copyOf(values.keySet()));
        assertEquals(1L, values.get("a"));
        assertEquals("[true, false, null, x, {}, []]", String.valueOf(values.get("b")));
        assertEquals(Map.of("d", -5.0), values.get("c"));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, -1, 999_999_999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 60})
    void shouldReadWholeNumbers(long number) throws IOException {
        assertEquals(number, value(Long.toString(number)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1.5", "1e3", "-2.25E-2", "0.0"})
    void shouldReadOtherNumbers(String number) throws IOException {
        assertEquals(Double.parseDouble(number), value(number));
    }

    @RepeatedTest(20)
    void shouldReadWhatTheLibraryWrites() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int at = 0; at < length; at++) {
            int range = List.of(0x20, 0x80, 0x800, 0xd800, 0x10ffff).get(random.nextInt(5));
            int point = random.nextInt(range);
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? '"' : point);
        }
        StringWriter json = new StringWriter();
        JsonWriter writer = new JsonWriter(json);
        writer.beginObject().name(text.toString()).value(text.toString()).endObject().flush();
        assertEquals(
                Map.of(text.toString(), text.toString()),
                JsonParser.object(json.toString()),
                "seed " + seed);
    }

    @Test
    void shouldReadEscapes() throws IOException {
        assertEquals(
                "a\"\\/\b\f\n\r\té😀é",
                value("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00é\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "nul",
                "True",
                "NaN",
                "'x'",
                "\"\\x\"",
                "\"\\u00g0\"",
                "[1,]",
                "{\"b\"}",
                "{b:1}",
                "{\"b\":1,}",
                "1 2",
                "]",
                "}",
                "{1:2}"
            })
    void shouldSayWhatIsWrong(String json) {
        IOException e = assertThrows(IOException.class, () -> value(json));
        assertTrue(String.valueOf(e.getMessage()).startsWith("the answer "), e.getMessage());
        assertTrue(
                String.valueOf(e.getMessage()).contains("is not JSON"),
                () -> json + ": " + e.getMessage());
    }

    @Test
    void shouldNoticeEveryCut() throws IOException {
        String whole = "{\"a\":[1.5e3,true,\"\\u00e9\\n\"],\"b\":{\"c\":null}}";
        JsonParser.object(whole);
        for (int length = 1; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            IOException e = assertThrows(IOException.class, () -> JsonParser.object(cut));
            assertEquals("the answer ends in the middle", e.getMessage(), cut);
        }
    }

    @Test
    void shouldNotOverflowTheStack() {
        String deep = "[".repeat(100_000);
        IOException e = assertThrows(IOException.class, () -> value(deep));
        assertTrue(String.valueOf(e.getMessage()).contains("too deeply"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T14:30:45Z",
                "2026-11-21T14:30:45.1Z",
                "2026-11-21T14:30:45.000000001Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "2024-02-29T00:00:00.123456Z",
                "+12026-11-21T14:30:45Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T14:30:45+00:00",
                "2026-11-21t14:30:45z"
            })
    void shouldReadTimesAsTheJdkDoes(String text) {
        assertEquals(Instant.parse(text), JsonTime.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30T00:00:00Z",
        "2026-11-21",
        "''",
        "2026-11-21T14:30:61Z",
        "2026-11-21T14:30:45.Zx"
    })
    void shouldNotReadWhatIsNoTime(String text) {
        assertThrows(DateTimeException.class, () -> JsonTime.parse(text));
    }
}
