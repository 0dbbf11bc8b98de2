package org.ttflight.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {
    private static final long MIB = 1 << 20;

    /** Samples every ten seconds. */
    private static @Nullable Trend of(int samples, IntToLongFunction value) {
        long[] millis = new long[samples];
        long[] values = new long[samples];
        for (int at = 0; at < samples; at++) {
            millis[at] = 5_000_000 + at * 10_000L;
            values[at] = value.applyAsLong(at);
        }
        return Trend.of(millis, values);
    }

    @Test
    void shouldSeeSteadyGrowth() {
        Trend trend = of(60, at -> 100 * MIB + at * MIB);
        assertNotNull(trend);
        assertEquals(MIB / 10.0, trend.bytesPerSecond(), 1);
        assertEquals(54 * MIB, trend.grown());
        assertEquals(590_000, trend.spanMillis());
    }

    @Test
    void shouldNotMindOneJump() {
        Trend trend = of(60, at -> 100 * MIB + at * MIB + (at >= 58 ? 5000 * MIB : 0));
        assertNotNull(trend);
        assertEquals(MIB / 10.0, trend.bytesPerSecond(), MIB / 100.0);
    }

    @Test
    void shouldSeeAFloorThatRisesUnderASawtooth() {
        Trend trend = of(60, at -> 100 * MIB + at * MIB / 2 + at % 3 * 500L * MIB);
        assertNotNull(trend);
        assertEquals(MIB / 20.0, trend.bytesPerSecond(), MIB / 100.0);
    }

    @Test
    void shouldNotSuspectTheWeightsOfAModel() {
        assertNull(of(60, at -> 8000 * MIB));
    }

    @Test
    void shouldNotSuspectAModelThatWasLoaded() {
        assertNull(of(60, at -> Math.min(8000, at * 800) * MIB));
    }

    @Test
    void shouldNotSuspectASawtooth() {
        assertNull(of(60, at -> 100 * MIB + at % 7 * 50L * MIB));
    }

    @Test
    void shouldNotSuspectWhatHasStoppedGrowing() {
        assertNotNull(of(60, at -> 100 * MIB + Math.min(at, 53) * MIB)); // for the last part only
        assertNull(of(60, at -> 100 * MIB + Math.min(at, 40) * MIB));
    }

    @Test
    void shouldNotSuspectOneStep() {
        assertNull(of(60, at -> (at < 30 ? 100 : 900) * MIB));
    }

    @Test
    void shouldNotSuspectWhatShrinks() {
        assertNull(of(60, at -> 1000 * MIB - at * MIB));
    }

    @ParameterizedTest(name = "{0} samples, {1} and {2} a sample")
    @CsvSource({
        "13, 100, 1048576, true", // two minutes
        "12, 100, 1048576, false",
        "60, 100,   19419, true", // 54 of these are 1 MiB
        "60, 100,   19417, false",
        "60, 10737418240, 1988411, true", // 54 of these are 1 %
        "60, 10737418240, 1988410, false"
    })
    void shouldKnowItsLimits(int samples, long begin, long step, boolean isGrowth) {
        assertEquals(isGrowth, of(samples, at -> begin + at * step) != null);
    }
}
