package org.ttflight.jfr;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import org.ttflight.ledger.MemoryType;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/**
 * Writes what all sources say of devices and processes, at intervals and around each chunk.
 *
 * <p>JFR calls from its own thread, and at the ends of a chunk from whichever thread ends it, so
 * the suppliers must be thread-safe and must not wait. The package's description says why the hook
 * of one event writes the others, too.
 */
public final class PeriodicEvents implements AutoCloseable {
    private static final MemoryType[] TYPES = MemoryType.values();

    private final Supplier<Observation> observations;
    private final Supplier<DaemonCounters> counters;
    private final Supplier<BufferList> largest;
    private final AtomicInteger snapshots = new AtomicInteger();
    private final List<Runnable> hooks = new ArrayList<>();

    private PeriodicEvents(
            Supplier<Observation> observations,
            Supplier<DaemonCounters> counters,
            Supplier<BufferList> largest) {
        this.observations = observations;
        this.counters = counters;
        this.largest = largest;
    }

    /** The same without buffers. */
    public static PeriodicEvents register(
            Supplier<Observation> observations, Supplier<DaemonCounters> counters) {
        return register(observations, counters, () -> BufferList.NONE);
    }

    /**
     * Begins; call it before the black box starts, so that the first chunk begins with a snapshot.
     *
     * @param observations returns what all sources say now
     * @param counters returns the daemon's counters
     * @param largest returns the largest buffers, a few hundred; a dump waits for it
     */
    public static PeriodicEvents register(
            Supplier<Observation> observations,
            Supplier<DaemonCounters> counters,
            Supplier<BufferList> largest) {
        PeriodicEvents events = new PeriodicEvents(observations, counters, largest);
        events.add(SnapshotEvent.class, events::writeWhole);
        events.add(DeviceMemoryEvent.class, () -> writeMemory(events.next(), events.devices()));
        events.add(
                DeviceUnexplainedEvent.class,
                () -> writeUnexplained(events.next(), events.devices()));
        events.add(
                DeviceTelemetryEvent.class, () -> writeTelemetry(events.next(), events.devices()));
        events.add(
                ProcessMemoryEvent.class,
                () -> writeProcessMemory(events.next(), events.processes()));
        events.add(
                DeviceProcessEvent.class, () -> writeProcesses(events.next(), events.processes()));
        events.add(LargestBufferEvent.class, () -> events.writeLargest(events.next()));
        events.add(DaemonStatisticsEvent.class, events::writeStatistics);
        return events;
    }

    private void add(Class<? extends Event> type, Runnable hook) {
        FlightRecorder.addPeriodicEvent(type, hook);
        hooks.add(hook);
    }

    /**
     * Writes all rows of this moment, as at the end of a chunk; for a recording that began before
     * this, or that goes on after it.
     */
    public void writeSnapshot() {
        writeWhole();
    }

    /** Ends; a recording that still runs gets no more of these events. */
    @Override
    public void close() {
        hooks.forEach(FlightRecorder::removePeriodicEvent);
    }

    private void writeWhole() {
        Observation now = observations.get();
        int number = next();
        long rows =
                writeMemory(number, now.devices())
                        + writeUnexplained(number, now.devices())
                        + writeTelemetry(number, now.devices())
                        + writeProcessMemory(number, now.processes())
                        + writeProcesses(number, now.processes())
                        + writeLargest(number);
        writeStatistics();
        SnapshotEvent.emit(number, rows, now);
    }

    private int next() {
        return snapshots.incrementAndGet();
    }

    private List<ObservedDevice> devices() {
        return observations.get().devices();
    }

    private List<ObservedProcess> processes() {
        return observations.get().processes();
    }

    private long writeLargest(int number) {
        return LargestBufferEvent.isOn() ? LargestBufferEvent.emit(number, largest.get()) : 0;
    }

    private void writeStatistics() {
        DaemonStatisticsEvent.emit(counters.get());
    }

    private static long writeMemory(int number, List<ObservedDevice> devices) {
        if (!DeviceMemoryEvent.isOn()) {
            return 0;
        }
        for (ObservedDevice device : devices) {
            for (MemoryType type : TYPES) {
                DeviceMemoryEvent.emit(number, device.ordinal(), type, device.memory(type));
            }
        }
        return (long) devices.size() * TYPES.length;
    }

    private static long writeUnexplained(int number, List<ObservedDevice> devices) {
        long rows = 0;
        if (DeviceUnexplainedEvent.isOn()) {
            for (ObservedDevice device : devices) {
                rows += DeviceUnexplainedEvent.emit(number, device);
            }
        }
        return rows;
    }

    private static long writeTelemetry(int number, List<ObservedDevice> devices) {
        long rows = 0;
        if (DeviceTelemetryEvent.isOn()) {
            for (ObservedDevice device : devices) {
                rows += DeviceTelemetryEvent.emit(number, device);
            }
        }
        return rows;
    }

    private static long writeProcessMemory(int number, List<ObservedProcess> processes) {
        if (!ProcessMemoryEvent.isOn()) {
            return 0;
        }
        long rows = 0;
        for (ObservedProcess process : processes) {
            for (ObservedHolding holding : process.devices()) {
                for (MemoryType type : TYPES) {
                    if (holding.wasUsed(type)) {
                        ProcessMemoryEvent.emit(number, process.pid(), holding, type);
                        rows++;
                    }
                }
            }
        }
        return rows;
    }

    private static long writeProcesses(int number, List<ObservedProcess> processes) {
        if (!DeviceProcessEvent.isOn()) {
            return 0;
        }
        for (ObservedProcess process : processes) {
            DeviceProcessEvent.emit(number, process);
        }
        return processes.size();
    }
}
