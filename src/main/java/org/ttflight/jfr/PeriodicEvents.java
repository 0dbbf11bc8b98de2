package org.ttflight.jfr;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.ttflight.host.Capacity;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/**
 * Writes what is held, by device and by process, at intervals and around each chunk.
 *
 * <p>JFR calls from its own thread, and at the ends of a chunk from whichever thread ends it, so
 * the suppliers must be thread-safe and must not wait. The package's description says why the hook
 * of one event writes the others, too.
 */
public final class PeriodicEvents implements AutoCloseable {
    private static final MemoryType[] TYPES = MemoryType.values();

    private final Supplier<LedgerSnapshot> ledger;
    private final DeviceCatalog catalog;
    private final Supplier<DaemonCounters> counters;
    private final AtomicLong snapshots = new AtomicLong();
    private final Runnable whole = this::writeWhole;
    private final Runnable devices = this::writeDevices;
    private final Runnable processes = this::writeProcesses;
    private final Runnable statistics = this::writeStatistics;

    private PeriodicEvents(
            Supplier<LedgerSnapshot> ledger,
            DeviceCatalog catalog,
            Supplier<DaemonCounters> counters) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.counters = counters;
    }

    /**
     * Begins; call it before the black box starts, so that the first chunk begins with a snapshot.
     *
     * @param ledger returns the state last published
     * @param catalog tells the capacities
     * @param counters returns the daemon's counters
     */
    public static PeriodicEvents register(
            Supplier<LedgerSnapshot> ledger,
            DeviceCatalog catalog,
            Supplier<DaemonCounters> counters) {
        PeriodicEvents events = new PeriodicEvents(ledger, catalog, counters);
        FlightRecorder.addPeriodicEvent(SnapshotEvent.class, events.whole);
        FlightRecorder.addPeriodicEvent(DeviceMemoryEvent.class, events.devices);
        FlightRecorder.addPeriodicEvent(ProcessMemoryEvent.class, events.processes);
        FlightRecorder.addPeriodicEvent(DaemonStatisticsEvent.class, events.statistics);
        return events;
    }

    /** Ends; a recording that still runs gets no more of these events. */
    @Override
    public void close() {
        FlightRecorder.removePeriodicEvent(whole);
        FlightRecorder.removePeriodicEvent(devices);
        FlightRecorder.removePeriodicEvent(processes);
        FlightRecorder.removePeriodicEvent(statistics);
    }

    private void writeWhole() {
        LedgerSnapshot state = ledger.get();
        Set<Integer> ordinals = ordinals(state);
        long number = snapshots.incrementAndGet();
        long rows = writeDevices(number, ordinals, state) + writeProcesses(number, state);
        writeStatistics();
        SnapshotEvent.emit(number, ordinals.size(), rows, state);
    }

    private void writeDevices() {
        LedgerSnapshot state = ledger.get();
        writeDevices(snapshots.incrementAndGet(), ordinals(state), state);
    }

    private void writeProcesses() {
        writeProcesses(snapshots.incrementAndGet(), ledger.get());
    }

    private void writeStatistics() {
        DaemonStatisticsEvent.emit(counters.get());
    }

    /** The devices that exist, and those that only the reporting programs know. */
    private Set<Integer> ordinals(LedgerSnapshot state) {
        Set<Integer> ordinals = new TreeSet<>();
        for (HostDevice device : catalog.devices()) {
            ordinals.add(device.ordinal());
        }
        for (DeviceUsage held : state.devices()) {
            ordinals.add(held.device());
        }
        return ordinals;
    }

    private long writeDevices(long number, Set<Integer> ordinals, LedgerSnapshot state) {
        if (!DeviceMemoryEvent.isOn()) {
            return 0;
        }
        for (int ordinal : ordinals) {
            HostDevice device = catalog.device(ordinal);
            Usage usage = state.on(ordinal);
            for (MemoryType type : TYPES) {
                DeviceMemoryEvent.emit(number, ordinal, type, usage, capacity(device, type));
            }
        }
        return (long) ordinals.size() * TYPES.length;
    }

    private static Capacity capacity(HostDevice device, MemoryType type) {
        return switch (type) {
            case DRAM -> device.dram();
            case L1 -> device.l1();
            default -> Capacity.UNKNOWN;
        };
    }

    private static long writeProcesses(long number, LedgerSnapshot state) {
        if (!ProcessMemoryEvent.isOn()) {
            return 0;
        }
        long rows = 0;
        for (ProcessUsage process : state.processes()) {
            int pid = process.identity().pid();
            for (DeviceUsage held : process.devices()) {
                for (MemoryType type : TYPES) {
                    Usage usage = held.usage();
                    if (usage.peak(type) > 0 || usage.buffers(type) > 0) {
                        ProcessMemoryEvent.emit(number, pid, held.device(), type, usage);
                        rows++;
                    }
                }
            }
        }
        return rows;
    }
}
