package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ttflight.snapshot.Sources.live;
import static org.ttflight.snapshot.Sources.region;
import static org.ttflight.snapshot.Sources.usage;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Usage;

class DiscrepanciesTest {
    private static final HoldingKey KEY = new HoldingKey(Sources.identity(1), 0);

    private final Discrepancies discrepancies = new Discrepancies();

    /** One reading of shared memory, beside a program that reports nothing held. */
    private boolean read(long millis, SharedUsage stated) {
        discrepancies.begin(millis, true);
        boolean differs = discrepancies.judge(KEY, Usage.NONE, stated);
        discrepancies.end();
        return differs;
    }

    @Test
    void shouldTellADifferenceThatLasts() {
        assertFalse(read(1_000, Sources.dram(5)));
        assertFalse(read(10_999, Sources.dram(7)));
        assertTrue(read(11_000, Sources.dram(3)));
        assertTrue(read(12_000, Sources.dram(3)));
        assertFalse(read(13_000, Sources.NOTHING));
        assertFalse(read(14_000, Sources.dram(3)));
    }

    @Test
    void shouldBeginAnewAfterOneReadingWithout() {
        for (long second = 0; second < 60; second++) {
            SharedUsage stated = second % 10 == 0 ? Sources.NOTHING : Sources.dram(5);
            assertFalse(read(second * 1000, stated), "second " + second);
        }
    }

    @Test
    void shouldTakeADifferenceToEitherSideForTiming() {
        Usage reported = usageOfDram(100);
        for (long second = 0; second < 60; second++) {
            discrepancies.begin(second * 1000, true);
            SharedUsage stated = Sources.dram(second % 7 == 0 ? 90 : 110);
            assertFalse(discrepancies.judge(KEY, reported, stated), "second " + second);
            discrepancies.end();
        }
    }

    private static Usage usageOfDram(long bytes) {
        Sources sources = new Sources();
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, bytes);
        sources.ledger.publish();
        return sources.ledger.snapshot().on(0);
    }

    @Test
    void shouldNotTakeTwoTypesForOneDifference() {
        for (long second = 0; second < 60; second++) {
            SharedUsage stated = second % 2 == 0 ? usage(5, 0, 0, 0, 0) : usage(0, 5, 0, 0, 0);
            assertFalse(read(second * 1000, stated), "second " + second);
        }
    }

    @ParameterizedTest
    @EnumSource(MemoryType.class)
    void shouldCompareWhatBothCountAlike(MemoryType type) {
        SharedUsage stated = new SharedUsage(Map.of(type, 5L));
        read(0, stated);
        boolean expected =
                switch (type) {
                    case DRAM, L1, L1_SMALL, TRACE -> true;
                    default -> false;
                };
        assertEquals(expected, read(10_000, stated));
    }

    @Test
    void shouldNotTakeTheUnknownForADifference() {
        for (long second = 0; second < 60; second++) {
            assertFalse(read(second * 1000, SharedUsage.UNKNOWN));
        }
    }

    @Test
    void shouldStartAnewWhenTheClockIsSetBack() {
        read(100_000, Sources.dram(5));
        assertFalse(read(50_000, Sources.dram(5)));
        assertFalse(read(59_999, Sources.dram(5)));
        assertTrue(read(60_000, Sources.dram(5)));
    }

    @Test
    void shouldCountOnlyReadings() {
        read(0, Sources.dram(5));
        discrepancies.begin(20_000, false);
        assertFalse(discrepancies.judge(KEY, Usage.NONE, Sources.dram(5)));
        discrepancies.end();
        assertTrue(read(20_000, Sources.dram(5)));
        discrepancies.begin(20_000, false);
        assertTrue(discrepancies.judge(KEY, Usage.NONE, Sources.NOTHING), "of the last reading");
        discrepancies.end();
    }

    @Test
    void shouldForgetTheGone() {
        read(0, Sources.dram(5));
        assertEquals(1, discrepancies.size());
        discrepancies.begin(1000, true);
        discrepancies.end();
        assertEquals(0, discrepancies.size());
        assertFalse(read(20_000, Sources.dram(5)));
    }

    @Test
    void shouldBeToldByTheObservation() {
        Sources sources = new Sources();
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        for (int second = 0; second <= 10; second++) {
            sources.share(region(0, Sources.dram(90), live(1, Sources.dram(90))));
            boolean differs = sources.process().devices().get(0).hasDiscrepancy();
            assertEquals(second == 10, differs, "second " + second);
        }
    }

    @Test
    void shouldNotCompareAProcessThatDoesNotReport() {
        Sources sources = new Sources();
        for (int second = 0; second <= 20; second++) {
            sources.share(region(0, Sources.dram(90), live(1, Sources.dram(90))));
            assertFalse(sources.process().devices().get(0).hasDiscrepancy());
        }
    }
}
