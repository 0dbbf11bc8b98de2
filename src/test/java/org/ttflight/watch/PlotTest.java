package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ttflight.screen.Glyphs;

class PlotTest {
    private static final double NONE = Double.NaN;

    private static List<String> plot(Glyphs glyphs, boolean isArea, int height, double... values) {
        return Plot.rows(values, 100, height, isArea, glyphs);
    }

    @Test
    void shouldFillAnAreaAndLeaveGapsBlank() {
        assertEquals(
                List.of("   *  ", "* *#  ", "#*## *"),
                plot(Glyphs.ASCII, true, 3, 50, 0, 50, 100, NONE, 0));
    }

    @Test
    void shouldDrawZeroButNotTheUnknown() {
        assertEquals(List.of(" ", "*"), plot(Glyphs.ASCII, true, 2, 0));
        assertEquals(List.of(" ", " "), plot(Glyphs.ASCII, true, 2, NONE));
        assertEquals(List.of("⣀ "), plot(Glyphs.UTF_8, true, 1, 0, 0, NONE, NONE));
    }

    @Test
    void shouldJoinALineOverAJumpButNotOverAGap() {
        assertEquals(
                List.of(" ** ", " |  ", "*   "), plot(Glyphs.ASCII, false, 3, 0, 100, 100, NONE));
        assertEquals(List.of("  *", "   ", "*  "), plot(Glyphs.ASCII, false, 3, 0, NONE, 100));
    }

    @Test
    void shouldUseAllDots() {
        assertEquals(List.of("⣿"), plot(Glyphs.UTF_8, true, 1, 100, 100));
        assertEquals(List.of("⢸"), plot(Glyphs.UTF_8, true, 1, NONE, 100));
        assertEquals(List.of("⠉"), plot(Glyphs.UTF_8, false, 1, 100, 100));
        assertEquals(List.of("⣀"), plot(Glyphs.UTF_8, false, 1, 0, 0));
        assertEquals(List.of(" ", "⣿"), plot(Glyphs.UTF_8, true, 2, 43, 43));
    }

    @Test
    void shouldStayInsideWhateverTheValue() {
        assertEquals(List.of("**"), plot(Glyphs.ASCII, true, 1, 1e300, -5));
        assertEquals(List.of("*", "#"), plot(Glyphs.ASCII, true, 2, Double.POSITIVE_INFINITY));
    }
}
