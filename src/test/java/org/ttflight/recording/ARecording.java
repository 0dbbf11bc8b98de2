package org.ttflight.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.jfr.BlackBox;
import org.ttflight.jfr.BlackBoxOptions;
import org.ttflight.jfr.DaemonCounters;
import org.ttflight.jfr.IncidentEvent;
import org.ttflight.jfr.JfrHostListener;
import org.ttflight.jfr.JfrLedgerListener;
import org.ttflight.jfr.LeakSuspectEvent;
import org.ttflight.jfr.MessageRejectedEvent;
import org.ttflight.jfr.PeriodicEvents;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.Observations;

/**
 * Makes a recording as a daemon would, of a small history on device 1: process 42 allocates 3 MiB
 * and 99 another 10 MiB, 99 gives them back after 1.5 ms, and 42 dies. Each dump writes a snapshot,
 * so there is one with 3 MiB, one with 13 MiB, one with 3 MiB, and one with nothing.
 */
public final class ARecording {
    static final long MIB = 1 << 20;
    private static final long START = 1_700_000_000_000_000L;

    private ARecording() {}

    /**
     * Writes it.
     *
     * @param settings continuous or profile
     * @param name what the processes call themselves
     */
    public static void write(Path file, String settings, String name) throws IOException {
        InstantSource clock =
                InstantSource.fixed(Instant.ofEpochMilli(START / 1000).plusSeconds(90));
        Ledger ledger = new Ledger(2, new JfrLedgerListener(clock));
        ledger.advance(START);
        DeviceCatalog catalog = new DeviceCatalog();
        catalog.replace(List.of(new HostDevice(1, CardType.N150, "00000000000000ab", false)));
        DaemonCounters counters = new DaemonCounters(11, 12, 13, 14, 15, 16);
        ProcessDescription described = new ProcessDescription(name, "ann", "a b", null, null, null);
        BlackBoxOptions options = new BlackBoxOptions(settings, Duration.ofHours(1), 64 << 20);
        try (PeriodicEvents periodic =
                        PeriodicEvents.register(
                                Observations.ofSocket(
                                        ledger::snapshot, catalog, identity -> described),
                                () -> counters);
                BlackBox blackBox = BlackBox.start(options)) {
            play(ledger, () -> blackBox.dump(file));
            if (periodic == null) {
                throw new IOException("no periodic events");
            }
        }
    }

    private interface Dump {
        void write() throws IOException;
    }

    private static void play(Ledger ledger, Dump dump) throws IOException {
        LedgerProcess first = ledger.attach(new ProcessIdentity(42, 7, 1000, 100, 0));
        ledger.setThreshold(1, MemoryType.DRAM, 12 * MIB);
        ledger.allocate(first, 1, MemoryType.DRAM, 0xffff_ffff_0000_1000L, 3 * MIB);
        ledger.publish();
        dump.write();
        LedgerProcess second = ledger.attach(new ProcessIdentity(99, 8, 1000, 100, 0));
        ledger.allocate(second, 1, MemoryType.DRAM, 0x2000, 8 * MIB);
        ledger.allocate(second, 1, MemoryType.TRACE, 0x3000, 2 * MIB);
        ledger.allocate(second, 1, MemoryType.L1, 0x4000, 4096);
        ledger.allocate(second, 1, MemoryType.L1, 0x4000, 4096); // one more reference
        ledger.allocateCircularBuffer(second, 1, 0x5000, 8192);
        ledger.allocate(second, 1, MemoryType.DRAM, 0x6000, 8 * MIB);
        ledger.free(second, 1, 0x6000);
        ledger.publish();
        dump.write();
        ledger.advance(START + 1_500); // less than the dumps took
        ledger.free(second, 1, 0x2000);
        ledger.free(second, 1, 0x3000);
        ledger.free(second, 1, 0x4000);
        ledger.free(second, 1, 0x4000);
        ledger.publish();
        dump.write();
        JfrHostListener host = new JfrHostListener();
        HostDevice device = new HostDevice(1, CardType.N150, "00000000000000ab", false);
        host.deviceLost(device, "its files vanished");
        host.deviceReturned(device, 1, 90_000);
        host.thermalTrip(device, 2, 3);
        IncidentEvent.emit("thermal-trip", 1, null, "shut down by heat", "/x/1-heat.jfr");
        LeakSuspectEvent.growing(42, 1, "DRAM", 3 * MIB, 1024, 7200L);
        MessageRejectedEvent.emit(42, "unknown_type", "the first byte is 13");
        MessageRejectedEvent.emit(42, "unknown_type", "the first byte is 14");
        ledger.release(first, ExitReason.DEAD);
        ledger.publish();
        dump.write();
    }
}
