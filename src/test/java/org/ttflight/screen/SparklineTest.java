package org.ttflight.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.ttflight.history.Series;

class SparklineTest {
    private static final double NONE = Double.NaN;

    @Test
    void shouldDrawFromZeroToTheHighest() {
        Series series = new Series(NONE, 0, 1, 100, 101, 350, 600, 601, 700, NONE);
        assertEquals(" ▁▂▂▃▅▇██ ", Sparkline.of(series, Glyphs.UTF_8));
        assertEquals(" _..:=*## ", Sparkline.of(series, Glyphs.ASCII));
    }

    @Test
    void shouldKeepNothingApartFromTheUnknown() {
        assertEquals("▁▁ ", Sparkline.of(new Series(0, 0, NONE), Glyphs.UTF_8));
        assertEquals("  ", Sparkline.of(new Series(NONE, NONE), Glyphs.UTF_8));
        assertEquals("", Sparkline.of(new Series(), Glyphs.UTF_8));
    }
}
