package org.ttflight.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "python3, 7",
        "45°C, 4",
        "…, 1",
        "█░, 2",
        "名前, 4",
        "ｱ, 1",
        "Ａ, 2",
        "한글, 4",
        "😀, 2",
        "e\u0301, 1",
        "ก็, 1",
        "a\u200db, 2",
        "\uac00\u1100\u1161, 4",
        "\ufffd, 1",
        "𠮷, 2",
    })
    void shouldCountColumns(String text, int width) {
        assertEquals(width, DisplayWidth.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0x10ff, 1", "0x1100, 2", "0x115f, 2", "0x1160, 0", "0x2e7f, 1", "0x2e80, 2",
        "0x303e, 2", "0x303f, 1", "0x3041, 2", "0xd7a3, 2", "0xd7a4, 1", "0x23f0, 2",
        "0x23f1, 1", "0x3fffd, 2", "0x3fffe, 1",
    })
    void shouldKnowWhereWideRangesEnd(int point, int width) {
        assertEquals(width, DisplayWidth.of(point));
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, …, abcdef",
        "abcdef, 5, …, abcd…",
        "abcdef, 5, ..., ab...",
        "abcdef, 2, ..., ..",
        "abcdef, 0, …, ''",
        "名前のある, 10, …, 名前のある",
        "名前のある, 9, …, 名前のあ…",
        "名前のある, 8, …, 名前の…",
        "e\u0301e\u0301e\u0301, 2, …, e\u0301…",
        "😀😀, 3, …, 😀…",
        "😀😀, 2, …, …",
    })
    void shouldCutBetweenCharacters(String text, int width, String ellipsis, String cut) {
        assertEquals(cut, DisplayWidth.cut(text, width, ellipsis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\u001bb", "a\u007fb", "a\u009bb", "a\u202eb", "a\u2028b"})
    void shouldReplaceWhatATerminalWouldObey(String text) {
        assertEquals("a\ufffdb", Glyphs.UTF_8.clean(text));
        assertEquals("a?b", Glyphs.ASCII.clean(text));
    }

    @Test
    void shouldReplaceHalvesOfPairs() {
        assertEquals("\ufffd", Glyphs.UTF_8.clean("\ud83d"));
    }

    @Test
    void shouldKeepWhatPeopleWrite() {
        String text = "naïve 名前 e\u0301 😀\u200d👩 ~";
        assertEquals(text, Glyphs.UTF_8.clean(text));
        assertEquals("na?ve ?? e? ??? ~", Glyphs.ASCII.clean(text));
    }
}
