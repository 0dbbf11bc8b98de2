package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.leak.GrowthWatch;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

class LeakAlarmTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;

    @TempDir Path directory = Path.of("");

    private final Ledger ledger = new Ledger(8, LedgerListener.NONE);
    private final LeakAlarm alarm = new LeakAlarm();

    private static ProcessIdentity identity(int pid) {
        return new ProcessIdentity(pid, 1, 1000, 100, 0);
    }

    private static GrowthWatch.Growth growth(int pid, String memory) {
        return new GrowthWatch.Growth(identity(pid), 3, memory, 1000, 100, 590, 7.6, null, null);
    }

    /** Returns what was told, as device, pid and kind. */
    private List<String> recorded(Runnable history) throws IOException {
        Path file = directory.resolve("a.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("tenstorrent.LeakSuspect");
            recording.start();
            history.run();
            recording.stop();
            recording.dump(file);
        }
        List<String> told = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            told.add(
                    event.getInt("processId")
                            + " on "
                            + event.getInt("device")
                            + " "
                            + event.getString("kind")
                            + " "
                            + event.getString("memory"));
        }
        return told;
    }

    private void tell(List<GrowthWatch.Growth> growing, long nowMicros) {
        ledger.publish();
        alarm.tell(growing, ledger.snapshot(), nowMicros);
    }

    @Test
    void shouldTellOfGrowthOnceUntilItEnds() throws IOException {
        List<String> told =
                recorded(
                        () -> {
                            tell(List.of(growth(42, "DRAM")), START);
                            tell(List.of(growth(42, "DRAM"), growth(42, "L1")), START);
                            tell(List.of(), START);
                            tell(List.of(growth(42, "DRAM")), START);
                        });
        assertEquals(
                List.of("42 on 3 growth DRAM", "42 on 3 growth L1", "42 on 3 growth DRAM"), told);
    }

    @Test
    void shouldTellWhoHasStoppedAllocating() throws IOException {
        ledger.advance(START);
        LedgerProcess idle = ledger.attach(identity(42));
        LedgerProcess busy = ledger.attach(identity(43));
        ledger.allocate(idle, 2, MemoryType.DRAM, 0x10, 100);
        ledger.allocate(busy, 2, MemoryType.DRAM, 0x10, 100);
        ledger.advance(START + 599 * SECOND);
        ledger.allocate(busy, 2, MemoryType.DRAM, 0x20, 100);
        List<String> told =
                recorded(
                        () -> {
                            tell(List.of(), START + 599 * SECOND);
                            tell(List.of(), START + 600 * SECOND);
                            tell(List.of(), START + 610 * SECOND);
                        });
        assertEquals(List.of("42 on 2 idle all"), told);
    }

    @Test
    void shouldTellOfAFewAtATime() throws IOException {
        List<GrowthWatch.Growth> many = new ArrayList<>();
        for (int pid = 1; pid <= LeakAlarm.MOST_AT_ONCE + 3; pid++) {
            many.add(growth(pid, "DRAM"));
        }
        assertEquals(LeakAlarm.MOST_AT_ONCE, recorded(() -> tell(many, START)).size());
        assertEquals(3, recorded(() -> tell(many, START)).size());
        assertEquals(List.of(), recorded(() -> tell(many, START)));
    }
}
