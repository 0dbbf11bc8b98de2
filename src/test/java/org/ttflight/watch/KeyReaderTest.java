package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyReaderTest {
    /** What was typed, with a pause at each {@code |}; then the end. */
    private static List<String> read(String typed) throws IOException {
        List<Integer> characters = new ArrayList<>();
        for (String part : typed.split("\\|", -1)) {
            part.chars().forEach(characters::add);
            characters.add(KeyReader.NOTHING);
        }
        characters.add(KeyReader.END);
        KeyReader reader = new KeyReader(millis -> characters.remove(0));
        List<String> keys = new ArrayList<>();
        for (Key key = reader.next(); key.name() != Key.Name.GONE; key = reader.next()) {
            boolean isCharacter = key.name() == Key.Name.CHARACTER;
            keys.add(isCharacter ? Character.toString(key.character()) : key.name().name());
        }
        return keys;
    }

    @ParameterizedTest
    @CsvSource({
        "[A, UP",
        "[B, DOWN",
        "[C, RIGHT",
        "[D, LEFT",
        "OA, UP",
        "OB, DOWN",
        "[H, HOME",
        "[F, END",
        "OH, HOME",
        "OF, END",
        "[1~, HOME",
        "[4~, END",
        "[7~, HOME",
        "[8~, END",
        "[5~, PAGE_UP",
        "[6~, PAGE_DOWN",
        "OP, HELP",
        "[11~, HELP",
        "[[A, HELP",
        "OM, ENTER",
        "[1;5A, OTHER",
        "[3~, OTHER",
        "x, OTHER",
        "[99, OTHER",
        "'', ESCAPE",
    })
    void shouldKnowSequences(String sequence, String key) throws IOException {
        assertEquals(List.of(key, "x"), read("\u001b" + sequence + "|x"));
    }

    @Test
    void shouldKnowSingleCharacters() throws IOException {
        assertEquals(
                List.of("a", "ENTER", "ENTER", "BACKSPACE", "BACKSPACE", "INTERRUPT", "SUSPEND"),
                read("a\r\n\u007f\b\u0003\u001a"));
        assertEquals(List.of("CLEAR", "REDRAW", "OTHER", "OTHER"), read("\u0015\f\u0000\t"));
        assertEquals(List.of("é", "名", "😀", " "), read("é名😀 "));
    }

    @Test
    void shouldTellAnEscapeFromWhatFollowsLater() throws IOException {
        assertEquals(List.of("ESCAPE", "[", "A"), read("\u001b|[A"));
        assertEquals(List.of("ESCAPE"), read("\u001b\u001b"));
        assertEquals(List.of("UP", "UP", "q"), read("\u001b[A\u001bOAq"));
    }

    @Test
    void shouldNotReadASequenceForEver() throws IOException {
        assertEquals("OTHER", read("\u001b[" + "1".repeat(32) + "q").get(0));
        assertEquals("q", read("\u001b[" + "1".repeat(32) + "q").get(1));
    }
}
