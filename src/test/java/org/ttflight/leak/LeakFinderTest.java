package org.ttflight.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.BufferSurvey;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

class LeakFinderTest implements LedgerListener {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final ExitLog exits = new ExitLog(clock);
    private final AnomalyLog anomalies = new AnomalyLog();
    private final Ledger ledger = new Ledger(32, this);
    private final LeakFinder finder =
            new LeakFinder(
                    exits, anomalies, new GrowthWatch(), process -> holder(process.pid()), START);

    LeakFinderTest() {
        pass(0);
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        exits.processAttached(process);
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        exits.processExited(last, reason);
    }

    @Override
    public void anomaly(
            Anomaly kind,
            ProcessIdentity process,
            long epochMicros,
            int device,
            @Nullable MemoryType type,
            long id,
            long oldSize,
            long newSize) {
        anomalies.anomaly(kind, process, epochMicros, device, type, id, oldSize, newSize);
    }

    private static LeakReport.Holder holder(int pid) {
        return new LeakReport.Holder(pid, true, "p" + pid, "u");
    }

    private LedgerProcess attach(int pid) {
        return ledger.attach(new ProcessIdentity(pid, 1, 1000, 100, 0));
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
        ledger.advance(now.toEpochMilli() * 1000);
    }

    private LeakReport report(String options) {
        LeakRequest request = LeakRequest.parse("leaks " + options);
        ledger.publish();
        BufferSurvey survey = LeakFinder.survey(request, now);
        boolean isMore = true;
        while (isMore) {
            isMore = survey.step(ledger);
        }
        return finder.report(request, ledger.snapshot(), survey, now);
    }

    private static Map<String, Long> only(String kind, long count) {
        Map<String, Long> findings = new HashMap<>(Reports.none().findings());
        findings.put(kind, count);
        return findings;
    }

    @Test
    void shouldFindNothingWhereNothingIs() {
        LeakReport report = report("");
        assertEquals(Reports.none().findings(), report.findings());
        assertEquals(new LeakReport.Looked(0, 0, 0, 0, 0, 0, null), report.looked());
        assertEquals(START, report.watchingSince());
        assertEquals(600L, report.asked().olderThanSeconds());
    }

    @Test
    void shouldFindWhatIsOld() {
        LedgerProcess process = attach(42);
        ledger.allocate(process, 3, MemoryType.DRAM, 0x10, 100);
        pass(5);
        ledger.allocate(process, 3, MemoryType.DRAM, 0x20, 900);
        ledger.allocateCircularBuffer(process, 3, 0x30, 64);
        ledger.loadKernel(process, 3, KernelType.FABRIC, 0x40, 64);
        pass(595);
        ledger.allocate(process, 3, MemoryType.DRAM, 0x50, 7);
        LeakReport report = report("");
        assertEquals(only("age", 1), report.findings());
        LeakReport.Buffer oldest = new LeakReport.Buffer("0x10", 100, 600, 1);
        assertEquals(
                List.of(new LeakReport.Aged(holder(42), 3, "DRAM", 1, 100, oldest, oldest)),
                report.aged());
        assertEquals(3, report.looked().buffers());
        LeakReport.Buffer largest = new LeakReport.Buffer("0x20", 900, 595, 1);
        assertEquals(
                List.of(new LeakReport.Aged(holder(42), 3, "DRAM", 2, 1000, oldest, largest)),
                report("older-than=595").aged());
        assertEquals(0, report("older-than=601").count(LeakKind.AGE));
        assertEquals(0, report("device=2").count(LeakKind.AGE));
        assertEquals(0, report("pid=43").count(LeakKind.AGE));
        assertEquals(1, report("pid=42 limit=0").count(LeakKind.AGE));
        assertEquals(List.of(), report("pid=42 limit=0").aged());
    }

    @Test
    void shouldFindWhoHasStoppedAllocating() {
        LedgerProcess idle = attach(42);
        LedgerProcess busy = attach(43);
        LedgerProcess empty = attach(44);
        ledger.allocate(idle, 3, MemoryType.DRAM, 0x10, 100);
        ledger.allocate(idle, 5, MemoryType.L1, 0x20, 50);
        ledger.allocate(busy, 3, MemoryType.DRAM, 0x10, 100);
        ledger.loadKernel(empty, 3, KernelType.FABRIC, 0x40, 64);
        pass(400);
        ledger.free(idle, 5, 0x777); // reports, but allocates nothing
        pass(200);
        ledger.allocate(busy, 3, MemoryType.DRAM, 0x20, 1);
        List<LeakReport.Held> held =
                List.of(
                        new LeakReport.Held(3, "DRAM", 1, 100),
                        new LeakReport.Held(5, "L1", 1, 50));
        assertEquals(
                List.of(new LeakReport.Idle(holder(42), 600, 200, 2, 150, held)),
                report("").idle());
        assertEquals(
                List.of(new LeakReport.Idle(holder(42), 600, 200, 1, 50, List.of(held.get(1)))),
                report("device=5").idle());
        assertEquals(0, report("older-than=601").count(LeakKind.IDLE));
        assertEquals(0, report("pid=43").count(LeakKind.IDLE));
    }

    @Test
    void shouldRememberWhoLeftMemoryBehind() {
        LedgerProcess leaving = attach(42);
        ledger.allocate(leaving, 3, MemoryType.DRAM, 0x10, 100);
        ledger.allocate(leaving, 5, MemoryType.TRACE, 0x20, 50);
        LedgerProcess tidy = attach(43);
        ledger.allocate(tidy, 3, MemoryType.DRAM, 0x10, 100);
        ledger.free(tidy, 3, 0x10);
        ledger.loadKernel(tidy, 3, KernelType.FABRIC, 0x40, 64); // ends with its program
        LedgerProcess staying = attach(44);
        ledger.allocate(staying, 3, MemoryType.DRAM, 0x10, 100);
        pass(20);
        ledger.release(leaving, ExitReason.DEAD);
        ledger.release(tidy, ExitReason.DEAD);
        ledger.release(staying, ExitReason.DAEMON_STOPPED);
        pass(30);
        LeakReport report = report("");
        assertEquals(only("orphan", 1), report.findings());
        LeakReport.Orphan orphan = report.orphans().get(0);
        assertEquals(
                new LeakReport.Orphan(
                        holder(42),
                        START.plusSeconds(20),
                        "the process ended",
                        20,
                        2,
                        150,
                        List.of(
                                new LeakReport.Held(3, "DRAM", 1, 100),
                                new LeakReport.Held(5, "TRACE", 1, 50))),
                orphan);
        assertEquals(1, report("since=30").count(LeakKind.ORPHAN));
        assertEquals(0, report("since=29").count(LeakKind.ORPHAN));
        assertEquals(50, report("device=5").orphans().get(0).bytes());
        assertEquals(0, report("device=4").count(LeakKind.ORPHAN));
        assertEquals(0, report("pid=43").count(LeakKind.ORPHAN));
    }

    @Test
    void shouldRememberSoManyEnds() {
        for (int pid = 1; pid <= ExitLog.REMEMBERED + 3; pid++) {
            LedgerProcess process = attach(pid);
            ledger.allocate(process, 0, MemoryType.DRAM, 0x10, pid);
            ledger.release(process, ExitReason.DISCONNECTED);
        }
        LeakReport report = report("limit=1");
        assertEquals(ExitLog.REMEMBERED, report.count(LeakKind.ORPHAN));
        assertEquals(3, report.looked().forgotten());
        assertEquals(ExitLog.REMEMBERED + 3, report.orphans().get(0).holder().pid());
    }

    @Test
    void shouldTellOfMistakes() {
        LedgerProcess process = attach(42);
        ledger.allocate(process, 3, MemoryType.L1, 0x10, 100);
        ledger.allocate(process, 3, MemoryType.L1, 0x10, 200);
        ledger.free(process, 3, 0x10);
        ledger.free(process, 3, 0x10);
        pass(10);
        ledger.free(process, 3, 0x10);
        ledger.free(process, 4, 0x999);
        LeakReport report = report("");
        assertEquals(
                List.of("double-free x2", "size-change x1", "unknown-free x1"),
                report.anomalies().stream()
                        .map(odd -> odd.kind() + " x" + odd.count())
                        .sorted()
                        .toList());
        assertEquals(
                new LeakReport.Odd(
                        holder(42),
                        3,
                        "double-free",
                        "double_free",
                        2,
                        START.plusSeconds(10),
                        List.of(
                                new LeakReport.Example(
                                        START.plusSeconds(10), null, "0x10", null, null),
                                new LeakReport.Example(START, null, "0x10", null, null))),
                report.anomalies().get(0));
        LeakReport recent = report("since=9");
        assertEquals(1, recent.count(LeakKind.DOUBLE_FREE));
        assertEquals(0, recent.count(LeakKind.SIZE_CHANGE));
        assertEquals(1, report("device=4").anomalies().size());
        assertEquals(0, report("pid=43").anomalies().size());
    }

    @Test
    void shouldSayWhetherAProcessHasEverReported() {
        attach(42);
        assertEquals(true, report("pid=42").looked().pidReported());
        assertEquals(false, report("pid=43").looked().pidReported());
        for (int pid = 100; pid <= 100 + ExitLog.REMEMBERED_PIDS; pid++) {
            ledger.release(attach(pid), ExitReason.DEAD);
        }
        assertEquals(null, report("pid=43").looked().pidReported()); // it may be forgotten
    }
}
