package org.ttflight.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.leak.LeakKind;
import org.ttflight.leak.LeakReport;
import org.ttflight.leak.Reports;

class LeakScreenTest {
    private static View view(int width, boolean isUtf8, boolean hasColour) {
        return new View(width, Glyphs.of(isUtf8), hasColour, ZoneOffset.UTC);
    }

    private static String render(LeakReport report, int width) {
        return LeakScreen.render(report, LeakKind.counted(false), view(width, true, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 200})
    void shouldShowEverythingAtEveryWidth(int width) throws IOException {
        Golden.check("leaks-" + width, render(Reports.everything(), width));
    }

    @Test
    void shouldSayWhatWasLookedAtWhereNothingIsFound() throws IOException {
        Golden.check("leaks-none-100", render(Reports.none(), 100));
    }

    @Test
    void shouldDoWithAscii() throws IOException {
        String screen =
                LeakScreen.render(
                        Reports.everything(),
                        EnumSet.allOf(LeakKind.class),
                        view(100, false, false));
        assertTrue(screen.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), screen);
        Golden.check("leaks-ascii-100", screen);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 133, 1000})
    void shouldNeverBeWiderThanTheView(int width) {
        for (LeakReport report : new LeakReport[] {Reports.everything(), Reports.none()}) {
            for (String line : render(report, width).lines().toList()) {
                assertTrue(Columns.of(line) <= width, () -> width + ": " + line);
            }
        }
    }

    @Test
    void shouldNotLetANamePaint() {
        assertFalse(render(Reports.everything(), 200).contains("\u001b"));
    }

    @Test
    void shouldPaintWhatCountsAndWhatDoesNot() {
        Set<LeakKind> counted = EnumSet.of(LeakKind.AGE);
        String screen = LeakScreen.render(Reports.everything(), counted, view(100, true, true));
        assertTrue(screen.contains("\u001b[31mLEAK\u001b[0m Buffers that have lived"), screen);
        assertTrue(screen.contains("\u001b[33mNOTE\u001b[0m Hold more and more"), screen);
        assertTrue(screen.contains("\u001b[31m3 findings count as leaks.\u001b[0m"), screen);
        String uncoloured = screen.replaceAll("\u001b\\[\\d*m", "");
        assertEquals(
                LeakScreen.render(Reports.everything(), counted, view(100, true, false)),
                uncoloured);
    }
}
