package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlternateScreenTest {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);

    @Test
    void shouldDrawLinesWithoutScrolling() {
        try (AlternateScreen screen = new AlternateScreen(out)) {
            screen.draw(List.of("a", "b"), 2);
        }
        assertEquals(ENTER + "\u001b[Ha\u001b[K\r\nb\u001b[K\u001b[J" + LEAVE, written());
    }

    @Test
    void shouldSayHowManyLinesAreMissing() {
        try (AlternateScreen screen = new AlternateScreen(out)) {
            screen.draw(List.of("a", "b", "c"), 2);
        }
        assertEquals(
                ENTER
                        + "\u001b[Ha\u001b[K\r\n-- 2 more lines; choose devices with -d\u001b[K"
                        + "\u001b[J"
                        + LEAVE,
                written());
    }

    @Test
    void shouldDrawNothingAfterItsEnd() {
        AlternateScreen screen = new AlternateScreen(out);
        screen.close();
        screen.draw(List.of("a"), 2);
        screen.close();
        assertEquals(ENTER + LEAVE, written());
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
