package org.ttflight.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

class AnomalyLogTest {
    private final AnomalyLog log = new AnomalyLog();

    private static ProcessIdentity identity(int pid) {
        return new ProcessIdentity(pid, 1, 1000, 100, 0);
    }

    private void reuse(int pid, int device, long micros, long id) {
        log.anomaly(
                Anomaly.ADDRESS_REUSED,
                identity(pid),
                micros,
                device,
                MemoryType.L1,
                id,
                100 + id,
                200 + id);
    }

    @Test
    void shouldCountByProcessDeviceAndKind() {
        reuse(42, 1, 1000, 1);
        reuse(42, 2, 2000, 2);
        reuse(43, 1, 3000, 3);
        reuse(42, 1, 4000, 4);
        log.anomaly(Anomaly.DOUBLE_FREE, identity(42), 5000, 1, null, 5, -1, -1);
        assertEquals(
                List.of("42 1 2 @4000", "42 2 1 @2000", "43 1 1 @3000", "42 1 1 @5000"),
                log.tallies().stream()
                        .map(
                                tally ->
                                        tally.process().pid()
                                                + " "
                                                + tally.device()
                                                + " "
                                                + tally.count()
                                                + " @"
                                                + tally.lastMicros())
                        .toList());
        AnomalyLog.Tally first = log.tallies().get(0);
        assertEquals(
                List.of(
                        new AnomalyLog.Example(4000, MemoryType.L1, 4, 104, 204),
                        new AnomalyLog.Example(1000, MemoryType.L1, 1, 101, 201)),
                first.examples());
    }

    @Test
    void shouldKeepTheLastExamplesAndNoFlood() {
        for (int second = 0; second < 3; second++) {
            for (int id = 0; id < 100; id++) {
                reuse(42, 1, second * 1_000_000L + id, id);
            }
        }
        AnomalyLog.Tally tally = log.tallies().get(0);
        assertEquals(300, tally.count());
        assertEquals(2_000_099, tally.lastMicros());
        assertEquals(
                List.of(3L, 2L, 1L, 0L), // the first four of the last second
                tally.examples().stream().map(AnomalyLog.Example::id).toList());
        assertTrue(tally.examples().stream().allMatch(one -> one.epochMicros() >= 2_000_000));
    }

    @Test
    void shouldForgetTheEldest() {
        for (int pid = 1; pid <= AnomalyLog.REMEMBERED + 5; pid++) {
            reuse(pid, 1, pid, 1);
        }
        assertEquals(AnomalyLog.REMEMBERED, log.tallies().size());
        assertEquals(5, log.forgotten());
        assertEquals(6, log.tallies().get(0).process().pid());
    }
}
