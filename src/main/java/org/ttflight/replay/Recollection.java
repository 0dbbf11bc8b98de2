package org.ttflight.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.HostProcess;
import org.ttflight.host.HostState;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ingest.IngestCounters;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.recording.EventFields;
import org.ttflight.report.MemoryReports;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedProcess;

/**
 * What a daemon knew at one moment of its recording: all that events have told up to there, the
 * last of each. Thread-safe: one thread applies events, any may ask.
 */
final class Recollection {
    private static final long UNKNOWN = -1;

    private final String name;
    private final Happenings happenings;
    private final DeviceBook devices = new DeviceBook();
    private final ProcessBook processes = new ProcessBook();
    private final BufferBook buffers = new BufferBook();
    private final RowGroups groups = new RowGroups(this::rows);
    private final Odd odd = new Odd();
    private IngestCounters counters = counters(null);
    private long allocations = UNKNOWN;
    private long frees = UNKNOWN;
    private long orphans = UNKNOWN;
    private @Nullable Instant daemonStart;
    private Instant time = Instant.EPOCH;
    private boolean isChanged = true;
    private boolean hasSnapshot;
    private boolean hasNewDevices;
    private @Nullable Observation made;

    /** Events that made no sense. */
    private static final class Odd {
        private long count;
        private @Nullable String first;

        void add(RecordedEvent event, RuntimeException why) {
            if (count++ == 0) {
                first = event.getEventType().getName() + " (" + why.getMessage() + ")";
            }
        }
    }

    /**
     * @param name what the recording is called
     * @param happenings hears of what happened, while events are applied
     */
    Recollection(String name, Happenings happenings) {
        this.name = name;
        this.happenings = happenings;
    }

    /** Takes in the next event; one that makes no sense is passed over and counted. */
    synchronized void apply(RecordedEvent event) {
        Instant when = event.getStartTime();
        if (when.isAfter(time)) {
            settle(when);
        }
        try {
            dispatch(event);
        } catch (RuntimeException e) { // a file may hold anything
            odd.add(event, e);
        }
    }

    /** Time has gone on, and nothing happened until then. */
    synchronized void settle(Instant now) {
        time = now;
        groups.settle(now);
    }

    /** There will be no more events. */
    synchronized void settleAll() {
        groups.settleAll();
    }

    private void dispatch(RecordedEvent event) {
        String name0 = event.getEventType().getName();
        String kind = name0.substring(name0.indexOf('.') + 1);
        switch (kind) {
            case "DeviceMemory",
                    "DeviceUnexplained",
                    "DeviceTelemetry",
                    "ProcessMemory",
                    "DeviceProcess",
                    "LargestBuffer" ->
                    groups.add(kind, Fields.need(event, "snapshot"), event);
            case "Snapshot" -> snapshot(event);
            case "DaemonStatistics" -> {
                counters = counters(event);
                isChanged = true;
            }
            case "JVMInformation" -> daemonStart = event.getInstant("jvmStartTime");
            case "BufferAllocation" -> buffers.allocated(event);
            case "BufferFree" -> buffers.freed(event);
            case "CircularBufferAllocation" ->
                    buffers.opened(event, MemoryType.CIRCULAR_BUFFER, "bufferId");
            case "CircularBufferFree" ->
                    buffers.closed(event, MemoryType.CIRCULAR_BUFFER, "bufferId");
            case "KernelLoad" -> buffers.opened(event, MemoryType.KERNEL, "kernelId");
            case "KernelUnload" -> buffers.closed(event, MemoryType.KERNEL, "kernelId");
            case "ProcessAttach", "ProcessExit" -> process(kind, event);
            default -> {
                happenings.tell(kind, event, devices);
                isChanged = true;
            }
        }
    }

    private void process(String kind, RecordedEvent event) {
        isChanged = true;
        if (kind.equals("ProcessAttach")) {
            happenings.attached(processes.attached(event));
        } else {
            ProcessIdentity gone = processes.exited(event);
            buffers.exited(gone.pid());
            happenings.exited(gone, event);
        }
    }

    private void snapshot(RecordedEvent event) {
        groups.settleAll();
        hasSnapshot = true;
        isChanged = true;
        allocations = orUnknown(EventFields.whole(event, "allocations"));
        frees = orUnknown(EventFields.whole(event, "frees"));
        orphans = orUnknown(EventFields.whole(event, "orphans"));
        if (frees < 0 || orphans < 0) {
            allocations = UNKNOWN;
        }
    }

    private static long orUnknown(@Nullable Long count) {
        return count == null ? UNKNOWN : count;
    }

    private void rows(String kind, List<RecordedEvent> rows) {
        isChanged = true;
        try {
            switch (kind) {
                case "DeviceMemory" -> {
                    devices.memory(rows);
                    // These were of another moment.
                    allocations = UNKNOWN;
                    frees = UNKNOWN;
                    orphans = UNKNOWN;
                    hasNewDevices = true;
                    happenings.used(devices.reported());
                }
                case "DeviceUnexplained" -> devices.unexplained(rows);
                case "DeviceTelemetry" -> {
                    devices.telemetry(rows);
                    hasNewDevices = true;
                }
                case "LargestBuffer" -> buffers.largest(rows);
                case "ProcessMemory" -> processes.holdings(rows);
                default -> processes.processes(rows);
            }
        } catch (RuntimeException e) { // a file may hold anything
            odd.add(rows.get(0), e);
        }
    }

    private static IngestCounters counters(@Nullable RecordedEvent event) {
        return IngestCounters.recorded(
                count(event, "openConnections"),
                count(event, "connections"),
                count(event, "messages"),
                count(event, "bytes"),
                count(event, "rejections"));
    }

    private static long count(@Nullable RecordedEvent event, String field) {
        return event == null ? UNKNOWN : orUnknown(EventFields.whole(event, field));
    }

    /** Returns whether all that there was has been told at least once. */
    synchronized boolean hasSnapshot() {
        return hasSnapshot;
    }

    /** Returns, once, whether there was news of devices. */
    synchronized boolean takeNewDevices() {
        boolean had = hasNewDevices;
        hasNewDevices = false;
        return had;
    }

    /** Returns when the daemon that was recorded started; null if that is not told. */
    synchronized @Nullable Instant daemonStart() {
        return daemonStart;
    }

    synchronized IngestCounters counters() {
        return counters;
    }

    synchronized ProcessDescription description(ProcessIdentity identity) {
        return processes.description(identity);
    }

    /**
     * Lists live buffers.
     *
     * @throws IllegalStateException if none were recorded; the message says why
     */
    synchronized List<BufferInfo> list(BufferQuery query) {
        boolean isKnown = buffers.hasBuffers() || buffers.hasLargestOnly();
        if (!isKnown && query.type() != MemoryType.KERNEL) {
            throw new IllegalStateException(
                    "no single buffers were recorded up to this moment, as the settings"
                            + " \"continuous\" do without; \"profile\" records them");
        }
        return buffers.list(query, processes::identity);
    }

    /**
     * Returns what was known: the same object until an event tells something else.
     *
     * @param problems what cannot be read of the file
     */
    synchronized Observation observation(List<String> problems) {
        Observation known = made;
        if (known != null && !isChanged) {
            return known;
        }
        isChanged = false;
        List<ObservedDevice> all = devices.devices();
        List<ObservedProcess> running = processes.processes();
        LedgerSnapshot ledger = ledger(running);
        Observation observation =
                new Observation(
                        ledger,
                        new SharedMemory(0, "replayed as part of the figures", List.of()),
                        host(all, running),
                        new MemoryReports("not recorded", Map.of(), List.of(), notes(problems)),
                        all,
                        running);
        made = observation;
        return observation;
    }

    private LedgerSnapshot ledger(List<ObservedProcess> running) {
        List<ProcessUsage> reporting =
                running.stream().map(ObservedProcess::reported).filter(Objects::nonNull).toList();
        return new LedgerSnapshot(
                time.getEpochSecond() * 1_000_000 + time.getNano() / 1000,
                processes.structure(),
                devices.reported(),
                reporting,
                Collections.nCopies(Anomaly.values().length, UNKNOWN),
                allocations,
                frees,
                orphans);
    }

    private HostState host(List<ObservedDevice> all, List<ObservedProcess> running) {
        List<DeviceSample> samples = DeviceBook.samples(all);
        List<HostProcess> onHost =
                running.stream().map(ObservedProcess::host).filter(Objects::nonNull).toList();
        return new HostState(
                time.toEpochMilli(),
                null,
                "replay of " + name + " at " + time.truncatedTo(ChronoUnit.SECONDS),
                samples,
                devices.lost(time),
                onHost);
    }

    private List<String> notes(List<String> problems) {
        List<String> notes = new ArrayList<>(problems);
        if (odd.count > 0) {
            notes.add(odd.count + " events of " + name + " make no sense, the first: " + odd.first);
        }
        long reported = devices.reported().stream().mapToLong(held -> held.usage().buffers()).sum();
        if (buffers.hasLargestOnly()) {
            notes.add(
                    "no single buffers were recorded; listed are the largest of the last snapshot"
                            + " in "
                            + name);
        } else if (buffers.hasBuffers() && buffers.count() < reported) {
            notes.add(
                    "of "
                            + reported
                            + " live buffers, "
                            + buffers.count()
                            + " are listed; the others are from before the recording, or were"
                            + " thinned out");
        }
        return notes;
    }
}
