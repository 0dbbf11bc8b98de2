package org.ttflight.jmc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void shouldNotTakeUnknownForANumber() {
        assertEquals("an unknown amount", Words.bytes(Row.UNKNOWN));
        assertEquals("an unknown time", Words.span(Row.UNKNOWN));
        assertEquals("an unknown number of buffers", Words.count(Row.UNKNOWN, "buffer"));
        assertEquals("1 buffer", Words.count(1, "buffer"));
    }
}
