package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullScreenTest {
    private static final Extent SIZE = new Extent(3, 5);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    private final FakeTty tty = new FakeTty();

    private String written() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text.replace("\u001b[", "^");
    }

    @Test
    void shouldWriteOnlyWhatHasChanged() throws IOException {
        try (FullScreen screen = new FullScreen(tty, out)) {
            screen.enter();
            assertEquals("^?1049h^?25l^?7l", written());
            screen.draw(List.of("a", "b", "c"), SIZE);
            assertEquals("^?2026h^1;1Ha^K^2;1Hb^K^3;1Hc^K^?2026l", written());
            screen.draw(List.of("a", "x", "c"), SIZE);
            assertEquals("^?2026h^2;1Hx^K^?2026l", written());
            screen.draw(List.of("a", "x", "c"), SIZE);
            assertEquals("", written());
            screen.draw(List.of("a", "x", "c"), new Extent(3, 6));
            assertEquals("^?2026h^1;1Ha^K^2;1Hx^K^3;1Hc^K^?2026l", written());
            screen.forget();
            screen.draw(List.of("a", "x", "c"), new Extent(3, 6));
            assertEquals("^?2026h^1;1Ha^K^2;1Hx^K^3;1Hc^K^?2026l", written());
        }
        assertEquals("^0m^H^2J^?7h^?25h^?1049l", written());
    }

    @Test
    void shouldNotEraseTheLastColumn() throws IOException {
        try (FullScreen screen = new FullScreen(tty, out)) {
            screen.enter();
            written();
            screen.draw(List.of("12345", "\u001b[1m123\u001b[0m名", "\u001b[1m12\u001b[0m"), SIZE);
            assertEquals("^?2026h^1;1H12345^2;1H^1m123^0m名^3;1H^1m12^0m^K^?2026l", written());
        }
    }

    @Test
    void shouldGiveTheTerminalBackOnceAndDrawNothingThen() throws IOException {
        FullScreen screen = new FullScreen(tty, out);
        screen.enter();
        screen.leave();
        written();
        screen.draw(List.of("a"), SIZE);
        screen.close();
        screen.close();
        assertEquals("", written());
        assertEquals(List.of("raw", "cooked"), tty.events());
    }

    @Test
    void shouldNoticeThatTheTerminalIsGone() throws IOException {
        OutputStream gone =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("EIO");
                    }
                };
        try (FullScreen screen = new FullScreen(tty, new PrintStream(gone, false))) {
            screen.enter();
            assertThrows(IOException.class, () -> screen.draw(List.of("a"), SIZE));
        }
        assertEquals(List.of("raw", "cooked"), tty.events());
    }
}
