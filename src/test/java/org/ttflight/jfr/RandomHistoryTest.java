package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.snapshot.Observations;

/**
 * Thousands of random operations. What a recording says was opened, less what it says was closed,
 * must be what an own simple book, the ledger and the recording's last snapshot say.
 */
class RandomHistoryTest {
    private static final int OPERATIONS = 20_000;
    private static final int DEVICES = 4;

    private record Held(
            LedgerProcess process, int device, MemoryType type, long id, long size, int refs) {}

    @TempDir Path directory;
    private final Ledger ledger = new Ledger(DEVICES, new JfrLedgerListener());
    private final List<LedgerProcess> processes = new ArrayList<>();
    private final List<Held> live = new ArrayList<>();
    private int nextPid = 100;
    private long nextId = 32;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_121, -7})
    void shouldAddUp(long seed) throws IOException {
        Random random = new Random(seed);
        List<RecordedEvent> events;
        try (PeriodicEvents periodic =
                        PeriodicEvents.register(
                                Observations.ofSocket(
                                        ledger::snapshot,
                                        new DeviceCatalog(),
                                        identity -> ProcessDescription.UNKNOWN),
                                () -> new DaemonCounters(0, 0, 0, 0, 0, 0));
                Flight flight = Flight.of("profile", directory)) {
            assertNotNull(periodic);
            flight.start();
            for (int at = 0; at < OPERATIONS; at++) {
                ledger.advance(at * 10L);
                step(random);
            }
            ledger.publish();
            events = flight.stop();
        }
        Map<String, Long> book = new TreeMap<>();
        for (Held held : live) {
            add(book, held.process.identity().pid(), held.device, held.type.label(), held.size);
        }
        assertEquals(book, fromLedger(ledger.snapshot()), "the ledger");
        assertEquals(book, fromEvents(events), "the events");
        assertEquals(book, fromLastSnapshot(events), "the last snapshot");
    }

    private void step(Random random) {
        int dice = random.nextInt(1000);
        if (processes.isEmpty() || dice < 5) {
            processes.add(ledger.attach(new ProcessIdentity(nextPid++, 1, 0, 0, 0)));
        } else if (dice < 8) {
            LedgerProcess gone = processes.remove(random.nextInt(processes.size()));
            ledger.release(gone, ExitReason.DISCONNECTED);
            live.removeIf(held -> held.process == gone);
        } else if (dice < 600 || live.isEmpty()) {
            open(random);
        } else if (dice < 640) {
            // Unknown: nothing may come of it.
            ledger.free(processes.get(random.nextInt(processes.size())), 1, 31);
        } else if (dice < 700) {
            refer(random.nextInt(live.size()));
        } else {
            close(random.nextInt(live.size()));
        }
    }

    private void open(Random random) {
        LedgerProcess process = processes.get(random.nextInt(processes.size()));
        int device = random.nextInt(DEVICES);
        MemoryType type = MemoryType.values()[random.nextInt(MemoryType.COUNT)];
        long size = random.nextInt(20) == 0 ? 0 : random.nextLong(1L << 30);
        long id = nextId += 32;
        switch (type) {
            case CIRCULAR_BUFFER -> ledger.allocateCircularBuffer(process, device, id, size);
            case KERNEL -> ledger.loadKernel(process, device, KernelType.APPLICATION, id, size);
            default -> ledger.allocate(process, device, type, id, size);
        }
        live.add(new Held(process, device, type, id, size, 1));
    }

    private static boolean isBuffer(MemoryType type) {
        return type != MemoryType.CIRCULAR_BUFFER && type != MemoryType.KERNEL;
    }

    private void refer(int at) {
        Held held = live.get(at);
        if (isBuffer(held.type)) {
            ledger.allocate(held.process, held.device, held.type, held.id, held.size);
            live.set(
                    at,
                    new Held(
                            held.process,
                            held.device,
                            held.type,
                            held.id,
                            held.size,
                            held.refs + 1));
        }
    }

    private void close(int at) {
        Held held = live.get(at);
        switch (held.type) {
            case CIRCULAR_BUFFER ->
                    ledger.freeCircularBuffer(held.process, held.device, held.id, held.size);
            case KERNEL -> ledger.unloadKernel(held.process, held.device, held.id, held.size);
            default -> ledger.free(held.process, held.device, held.id);
        }
        if (held.refs > 1) {
            live.set(
                    at,
                    new Held(
                            held.process,
                            held.device,
                            held.type,
                            held.id,
                            held.size,
                            held.refs - 1));
        } else {
            live.set(at, live.get(live.size() - 1));
            live.remove(live.size() - 1);
        }
    }

    /** Leaves out what is zero, so that all books have the same keys. */
    private static void add(Map<String, Long> book, int pid, int device, String type, long bytes) {
        book.merge(
                pid + " " + device + " " + type,
                bytes,
                (left, right) -> left + right == 0 ? null : left + right);
        book.remove(pid + " " + device + " " + type, 0L);
    }

    private static Map<String, Long> fromLedger(LedgerSnapshot snapshot) {
        Map<String, Long> book = new TreeMap<>();
        for (ProcessUsage process : snapshot.processes()) {
            for (DeviceUsage held : process.devices()) {
                for (MemoryType type : MemoryType.values()) {
                    int pid = process.identity().pid();
                    add(book, pid, held.device(), type.label(), held.usage().used(type));
                }
            }
        }
        return book;
    }

    private static Map<String, Long> fromEvents(List<RecordedEvent> events) {
        Map<String, Long> book = new TreeMap<>();
        for (RecordedEvent event : events) {
            long size = event.hasField("size") ? event.getLong("size") : 0;
            switch (event.getEventType().getName().substring("tenstorrent.".length())) {
                case "BufferAllocation" ->
                        note(book, event, event.getLong("references") == 1 ? size : 0);
                case "BufferFree" ->
                        note(book, event, event.getLong("referencesLeft") == 0 ? -size : 0);
                case "CircularBufferAllocation", "KernelLoad" -> note(book, event, size);
                case "CircularBufferFree", "KernelUnload" -> note(book, event, -size);
                case "ProcessExit" -> {
                    String pid = event.getInt("processId") + " ";
                    long orphaned =
                            book.entrySet().stream()
                                    .filter(entry -> entry.getKey().startsWith(pid))
                                    .mapToLong(Map.Entry::getValue)
                                    .sum();
                    assertEquals(
                            orphaned,
                            event.getLong("orphanedBytes") + event.getLong("orphanedHostBytes"));
                    book.keySet().removeIf(key -> key.startsWith(pid));
                }
                default -> {}
            }
        }
        return book;
    }

    private static void note(Map<String, Long> book, RecordedEvent event, long bytes) {
        String name = event.getEventType().getName();
        String type =
                event.hasField("memoryType")
                        ? event.getString("memoryType")
                        : name.contains("Kernel") ? "KERNEL" : "CB";
        add(book, event.getInt("processId"), event.getInt("device"), type, bytes);
    }

    /** Also checks that the devices' rows are the sums of the processes' rows. */
    private static Map<String, Long> fromLastSnapshot(List<RecordedEvent> events) {
        List<RecordedEvent> snapshots = Flight.only("Snapshot", events);
        RecordedEvent last = snapshots.get(snapshots.size() - 1);
        Map<String, Long> book = new TreeMap<>();
        Map<String, Long> sums = new TreeMap<>();
        Map<String, Long> totals = new TreeMap<>();
        long rows = 0;
        for (RecordedEvent event : events) {
            if (!event.hasField("snapshot")
                    || event.getLong("snapshot") != last.getLong("snapshot")
                    || event.hasField("rows")) {
                continue;
            }
            rows++;
            if (!event.hasField("memoryType")) {
                continue;
            }
            int device = event.getInt("device");
            String type = event.getString("memoryType");
            long used = event.getLong("used");
            if (event.hasField("processId")) {
                add(book, event.getInt("processId"), device, type, used);
                add(sums, 0, device, type, used);
            } else {
                add(totals, 0, device, type, used);
            }
        }
        assertEquals(last.getLong("rows"), rows);
        assertEquals(totals, sums);
        return book;
    }
}
