package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All times are made up; a link carries 64 GB/s if the test says nothing else. */
class TrafficMeterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double LINK = 64e9;
    private static final long TURN = 1L << 32;

    private final TrafficMeter meter = new TrafficMeter();
    private final Map<PcieCounter, List<Reading>> words = new EnumMap<>(PcieCounter.class);

    TrafficMeterTest() {
        for (PcieCounter counter : PcieCounter.values()) {
            set(counter, 0, 0);
            set(counter, 1, 0);
        }
    }

    private void set(PcieCounter counter, int noc, Reading reading) {
        List<Reading> both =
                new ArrayList<>(words.getOrDefault(counter, List.of(reading, reading)));
        both.set(noc, reading);
        words.put(counter, List.copyOf(both));
    }

    private void set(PcieCounter counter, int noc, long value) {
        set(counter, noc, Reading.of((double) value));
    }

    private PcieTraffic at(double seconds) {
        return meter.add((long) (seconds * SECOND), words, 32, LINK, false);
    }

    private static void assertTraffic(
            @Nullable Long to, @Nullable Long from, @Nullable Double toRate, PcieTraffic is) {
        assertEquals(to, is.bytesToDevice());
        assertEquals(from, is.bytesFromDevice());
        assertEquals(toRate, is.toDeviceRate());
    }

    @ParameterizedTest(name = "{0}: {1} to, {2} from the device")
    @CsvSource({
        "SLV_POSTED_WR_RECEIVED,    3200, 0",
        "SLV_NONPOSTED_WR_RECEIVED, 3200, 0",
        "MST_RD_RECEIVED,           3200, 0",
        "SLV_RD_SENT,               0,    3200",
        "MST_POSTED_WR_SENT,        0,    3200",
        "MST_NONPOSTED_WR_SENT,     0,    3200",
    })
    void shouldKnowTheDirections(PcieCounter counter, long to, long from) {
        assertTraffic(null, null, null, at(0));
        for (int noc = 0; noc < PcieCounter.NOCS; noc++) {
            set(counter, noc, 100);
            PcieTraffic traffic = at(noc + 1);
            assertTraffic(to * (noc + 1), from * (noc + 1), (double) to, traffic);
            assertEquals((double) from, traffic.fromDeviceRate());
        }
    }

    @Test
    void shouldSumAllKinds() {
        at(0);
        for (PcieCounter counter : PcieCounter.values()) {
            set(counter, 0, 10);
            set(counter, 1, 1000);
        }
        PcieTraffic traffic = at(2);
        assertTraffic(3 * 1010 * 32L, 3 * 1010 * 32L, 3 * 1010 * 16.0, traffic);
        assertEquals(words, traffic.words());
    }

    @Test
    void shouldGoOnOverAWrap() {
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, TURN - 10);
        set(PcieCounter.SLV_RD_SENT, 1, 500);
        at(0);
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 20);
        assertTraffic(30L * 32, 0L, 30 * 32.0, at(1));
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 21);
        assertTraffic(31L * 32, 0L, 32.0, at(2));
    }

    @Test
    void shouldLeaveOutWhatTheLinkCannotCarry() {
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 1_000_000);
        at(0);
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 7); // a reset, or 137 GB in a second
        assertTraffic(0L, 0L, null, at(1));
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 17);
        assertTraffic(320L, 0L, 320.0, at(2));
    }

    @Test
    void shouldLeaveOutAnIntervalInWhichAWrapCouldHide() {
        at(0);
        set(PcieCounter.SLV_RD_SENT, 0, 10);
        assertNull(at(2.2).fromDeviceRate()); // 64 GB/s turn it in 2.15 s
        set(PcieCounter.SLV_RD_SENT, 0, 20);
        PcieTraffic traffic = meter.add(12 * SECOND, words, 32, 8e9, false); // 8 GB/s in 17 s
        assertEquals(320L, traffic.bytesFromDevice());
    }

    @Test
    void shouldLeaveOutAResetThatLooksLikeWraps() {
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, TURN - 100);
        set(PcieCounter.SLV_RD_SENT, 0, TURN - 100);
        at(0);
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 0);
        set(PcieCounter.SLV_RD_SENT, 0, 0);
        assertTraffic(0L, 0L, null, at(1));
    }

    @Test
    void shouldLeaveOutAnIntervalInWhichTheFirmwareBeganAgain() {
        at(0);
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 100);
        assertTraffic(0L, 0L, null, meter.add(SECOND, words, 32, LINK, true));
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 101);
        assertTraffic(32L, 0L, 32.0, at(2));
    }

    @Test
    void shouldKeepTheSumsOfOneThatWasAway() {
        at(0);
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 100);
        at(1);
        meter.interrupted();
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 5000);
        assertTraffic(3200L, 0L, null, at(1.5));
        set(PcieCounter.SLV_POSTED_WR_RECEIVED, 0, 5001);
        assertTraffic(3232L, 0L, 64.0, at(2));
    }

    @Test
    void shouldNotLetABadCounterSpoilTheOtherDirection() {
        at(0);
        set(PcieCounter.SLV_RD_SENT, 0, Reading.bad(Quality.SENTINEL, "4294967295"));
        set(PcieCounter.MST_RD_RECEIVED, 1, 10);
        PcieTraffic traffic = at(1);
        assertTraffic(320L, null, 320.0, traffic);
        assertEquals(
                Quality.SENTINEL,
                traffic.words().getOrDefault(PcieCounter.SLV_RD_SENT, List.of()).get(0).quality());
        set(PcieCounter.SLV_RD_SENT, 0, 50); // bridges the bad one
        traffic = at(2);
        assertEquals(1600L, traffic.bytesFromDevice());
        assertEquals(800.0, traffic.fromDeviceRate());
    }

    @Test
    void shouldTellNothingWithoutCounters() {
        words.replaceAll((counter, both) -> List.of(Reading.ABSENT, Reading.ABSENT));
        at(0);
        assertTraffic(null, null, null, at(1));
        assertTraffic(null, null, null, meter.add(2 * SECOND, Map.of(), 32, LINK, false));
    }

    @Test
    void shouldCountInTheBytesOfAWord() {
        meter.add(0, words, 64, LINK, false);
        set(PcieCounter.SLV_RD_SENT, 0, 10);
        PcieTraffic traffic = meter.add(SECOND, words, 64, LINK, false);
        assertEquals(640L, traffic.bytesFromDevice());
        assertEquals(64, traffic.bytesPerWord());
    }
}
