package org.ttflight.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.Observations;

class GrowthWatchTest {
    private static final long MIB = 1 << 20;

    private final Ledger ledger = new Ledger(64, LedgerListener.NONE);
    private final DeviceCatalog catalog = new DeviceCatalog();
    private final Observations observations =
            Observations.ofSocket(
                    ledger::snapshot, catalog, identity -> ProcessDescription.UNKNOWN);
    private final GrowthWatch watch = new GrowthWatch();
    private long millis = 77;
    private long nextId = 4096;

    private LedgerProcess attach(int pid) {
        return ledger.attach(new ProcessIdentity(pid, 1, 1000, 100, 0));
    }

    private void hold(LedgerProcess process, int device, MemoryType type, long bytes) {
        ledger.allocate(process, device, type, nextId, bytes);
        nextId += 4096;
    }

    private void sample() {
        ledger.publish();
        millis += 10_000;
        watch.sample(observations.get(), millis);
    }

    private GrowthWatch.Growth only() {
        assertEquals(1, watch.growing().size(), () -> watch.growing().toString());
        return watch.growing().get(0);
    }

    @Test
    void shouldFindWhoGrowsAndWhenTheDeviceIsFull() {
        catalog.replace(List.of(new HostDevice(3, CardType.N150, "00000000000000ab", false)));
        LedgerProcess leaking = attach(42);
        LedgerProcess steady = attach(43);
        hold(steady, 3, MemoryType.DRAM, 1L << 30);
        for (int at = 0; at < 30; at++) {
            hold(leaking, 3, MemoryType.DRAM, MIB);
            hold(leaking, 3, MemoryType.TRACE, MIB); // the same sum
            sample();
        }
        GrowthWatch.Growth growth = only();
        assertEquals(42, growth.process().pid());
        assertEquals(3, growth.device());
        assertEquals("DRAM", growth.memory());
        assertEquals(60 * MIB, growth.used());
        assertEquals(2 * MIB / 10.0, growth.bytesPerSecond(), MIB / 1000.0);
        long free = (12L << 30) - (1L << 30) - 60 * MIB;
        assertEquals(free, growth.free());
        assertEquals((long) (free / growth.bytesPerSecond()), growth.secondsToFull());
    }

    @Test
    void shouldAddTheRatesOfAllThatFillADevice() {
        catalog.replace(List.of(new HostDevice(0, CardType.N150, "00000000000000ab", false)));
        LedgerProcess first = attach(42);
        LedgerProcess second = attach(43);
        for (int at = 0; at < 30; at++) {
            hold(first, 0, MemoryType.DRAM, 3 * MIB);
            hold(second, 0, MemoryType.DRAM, MIB);
            sample();
        }
        assertEquals(2, watch.growing().size());
        GrowthWatch.Growth fastest = watch.growing().get(0);
        assertEquals(42, fastest.process().pid());
        Long free = fastest.free();
        assertEquals((12L << 30) - 120 * MIB, free);
        long together = (long) (((12L << 30) - 120 * MIB) / (4 * MIB / 10.0));
        Long toFull = fastest.secondsToFull();
        assertNotNull(toFull);
        assertTrue(Math.abs(together - toFull) <= 2, toFull::toString);
        assertEquals(fastest.secondsToFull(), watch.growing().get(1).secondsToFull());
    }

    @Test
    void shouldNotGuessACapacity() {
        LedgerProcess leaking = attach(42);
        for (int at = 0; at < 30; at++) {
            hold(leaking, 1, MemoryType.L1, MIB);
            hold(leaking, 1, MemoryType.SYSTEM_MEMORY, MIB); // not on the device
            sample();
        }
        assertEquals("L1", only().memory());
        assertNull(only().free());
        assertNull(only().secondsToFull());
    }

    @Test
    void shouldForgetAProcessThatIsGone() {
        LedgerProcess leaking = attach(42);
        for (int at = 0; at < 30; at++) {
            hold(leaking, 1, MemoryType.L1, MIB);
            sample();
        }
        assertEquals(42, only().process().pid());
        ledger.release(leaking, ExitReason.DEAD);
        sample();
        assertEquals(List.of(), watch.growing());
        assertEquals(0, watch.followed());
    }

    @Test
    void shouldFollowOnlyWhatHasRisen() {
        for (int pid = 100; pid < 300; pid++) {
            for (int device = 0; device < 32; device++) {
                hold(attach(pid), device, MemoryType.DRAM, MIB);
            }
        }
        sample();
        sample();
        assertEquals(0, watch.followed());
        hold(attach(150), 7, MemoryType.L1, MIB);
        sample();
        assertEquals(1, watch.followed());
        for (int at = 0; at < GrowthWatch.SAMPLES; at++) {
            sample();
        }
        assertEquals(0, watch.followed()); // it has not risen since
        assertEquals(List.of(), watch.growing());
    }

    @Test
    void shouldFollowSoManyAndSayThatThereAreMore() {
        for (int round = 0; round < 2; round++) {
            for (int pid = 100; pid < 300; pid++) {
                for (int device = 0; device < 32; device++) {
                    hold(attach(pid), device, MemoryType.DRAM, MIB);
                }
            }
            sample();
        }
        assertEquals(GrowthWatch.MOST_SERIES, watch.followed());
        assertEquals(200 * 32 - GrowthWatch.MOST_SERIES, watch.state().dropped());
    }

    @Test
    void shouldSeeALeakAfterAnHourOfPeace() {
        LedgerProcess process = attach(42);
        hold(process, 1, MemoryType.DRAM, 1000 * MIB);
        for (int at = 0; at < 360; at++) {
            sample();
        }
        for (int at = 0; at < 70; at++) {
            hold(process, 1, MemoryType.DRAM, MIB);
            sample();
        }
        assertEquals(42, only().process().pid());
        assertEquals(590, only().overSeconds());
        for (int at = 0; at < 20; at++) {
            sample();
        }
        assertEquals(List.of(), watch.growing()); // it has stopped
    }
}
