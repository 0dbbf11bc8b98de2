package org.ttflight.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.InUse.Kind;
import org.ttflight.recording.RecordingReport.Exit;
import org.ttflight.recording.RecordingReport.Growing;
import org.ttflight.recording.RecordingReport.Holder;
import org.ttflight.recording.RecordingReport.Orphan;
import org.ttflight.recording.RecordingReport.Program;
import org.ttflight.recording.RecordingReport.Series;

/** What the recordings tell of each process. Not thread-safe. */
final class ProcessFold {
    private static final int LIMIT = 20_000;

    /** Of so many processes, those with the highest peaks, the curves are kept. */
    private static final int CURVES = 200;

    private static final int LISTED = 40;
    private static final int LEFT_BEHIND = 100;

    private static final class State {
        private long from = Long.MAX_VALUE;
        private long until = Long.MIN_VALUE;
        private final long[] peaks = {-1, -1};
        private Curve @Nullable [] curves;
        private @Nullable Exit exit;

        long peak() {
            return Math.max(peaks[0], peaks[1]);
        }

        void seen(long millis) {
            from = Math.min(from, millis);
            until = Math.max(until, millis);
        }
    }

    private final Map<Long, State> processes = new HashMap<>();
    private final ProcessNames names;
    private final DeviceFold devices;
    private final OpenSnapshots<Map<Long, Map<Integer, InUse>>> snapshots =
            new OpenSnapshots<>(TreeMap::new, this::close);
    private int curves;

    /** No process whose curve is kept has a lower peak. */
    private long smallestKept = -1;

    private long notKept;

    ProcessFold(ProcessNames names, DeviceFold devices) {
        this.names = names;
        this.devices = devices;
    }

    private @Nullable State state(long pid) {
        State known = processes.get(pid);
        if (known == null) {
            if (processes.size() >= LIMIT) {
                notKept++;
                return null;
            }
            known = new State();
            processes.put(pid, known);
        }
        return known;
    }

    /** Takes a row of {@code ProcessMemory}. */
    void memory(long millis, RecordedEvent event) {
        Long pid = EventFields.whole(event, "processId");
        Long device = EventFields.whole(event, "device");
        Long snapshot = EventFields.whole(event, "snapshot");
        String type = EventFields.text(event, "memoryType");
        if (pid == null || device == null || snapshot == null || type == null) {
            return;
        }
        snapshots
                .of(snapshot, millis)
                .computeIfAbsent(pid, unused -> new TreeMap<>())
                .computeIfAbsent(device.intValue(), unused -> new InUse())
                .add(type, EventFields.whole(event, "used"));
    }

    private void close(long millis, Map<Long, Map<Integer, InUse>> rows) {
        Map<Integer, Map<Kind, List<Holder>>> held = new TreeMap<>();
        rows.forEach(
                (pid, byDevice) -> {
                    InUse sum = new InUse();
                    byDevice.forEach(
                            (device, inUse) -> {
                                sum.addAll(inUse);
                                addHolder(held, pid, device, inUse);
                            });
                    sample(pid, millis, sum);
                });
        devices.held(millis, held);
    }

    private void addHolder(
            Map<Integer, Map<Kind, List<Holder>>> held, long pid, int device, InUse inUse) {
        for (Kind kind : Kind.values()) {
            Long used = inUse.used(kind);
            if (used != null && used > 0) {
                held.computeIfAbsent(device, unused -> new TreeMap<>())
                        .computeIfAbsent(kind, unused -> new ArrayList<>())
                        .add(new Holder(pid, null, null, used));
            }
        }
    }

    private void sample(long pid, long millis, InUse sum) {
        State state = state(pid);
        if (state == null) {
            return;
        }
        state.seen(millis);
        for (Kind kind : Kind.values()) {
            Long used = sum.used(kind);
            if (used != null) {
                state.peaks[kind.ordinal()] = Math.max(state.peaks[kind.ordinal()], used);
            }
        }
        Curve[] kept = state.curves;
        if (kept == null) {
            if (curves >= CURVES && !dropSmallest(state.peak())) {
                return;
            }
            kept = new Curve[] {new Curve(), new Curve()};
            state.curves = kept;
            curves++;
        }
        for (Kind kind : Kind.values()) {
            Long used = sum.used(kind);
            kept[kind.ordinal()].add(millis, used == null ? null : (double) used);
        }
    }

    /** Makes room for a curve of a process with this peak; returns whether there is. */
    private boolean dropSmallest(long peak) {
        if (peak <= smallestKept) {
            return false; // peaks only rise
        }
        State smallest = null;
        for (State state : processes.values()) {
            if (state.curves != null && (smallest == null || state.peak() < smallest.peak())) {
                smallest = state;
            }
        }
        smallestKept = smallest == null ? -1 : smallest.peak();
        if (smallest == null || smallestKept >= peak) {
            return false;
        }
        smallest.curves = null;
        curves--;
        return true;
    }

    /** Takes a {@code ProcessAttach}. */
    void attached(long millis, RecordedEvent event) {
        Long pid = EventFields.whole(event, "processId");
        State state = pid == null ? null : state(pid);
        if (state != null) {
            state.seen(millis);
        }
    }

    /** Takes a {@code ProcessExit}. */
    void exit(long millis, RecordedEvent event) {
        Long pid = EventFields.whole(event, "processId");
        State state = pid == null ? null : state(pid);
        if (state == null) {
            return;
        }
        state.seen(millis);
        state.exit =
                new Exit(
                        Instant.ofEpochMilli(millis),
                        EventFields.text(event, "reason"),
                        EventFields.whole(event, "orphanedBytes"),
                        EventFields.whole(event, "orphanedHostBytes"),
                        EventFields.whole(event, "orphanedBuffers"));
    }

    /** There are no more rows. */
    void end() {
        snapshots.end();
    }

    private List<Map.Entry<Long, State>> byPeak() {
        return processes.entrySet().stream()
                .sorted(
                        Comparator.comparingLong(
                                        (Map.Entry<Long, State> entry) -> -entry.getValue().peak())
                                .thenComparing(Map.Entry::getKey))
                .toList();
    }

    /** Returns those that held most. */
    List<Program> programs() {
        return byPeak().stream()
                .limit(LISTED)
                .map(entry -> program(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns how many there are besides {@link #programs}. */
    int others() {
        return Math.max(0, processes.size() - LISTED) + (int) Math.min(notKept, 1_000_000);
    }

    private Program program(long pid, State state) {
        ProcessNames.Known known = names.of(pid);
        List<Series> memory = new ArrayList<>();
        Curve[] kept = state.curves;
        for (Kind kind : Kind.values()) {
            if (kept != null && !kept[kind.ordinal()].isUnknown()) {
                memory.add(
                        DeviceFold.series(kind + " in use", "bytes", kept[kind.ordinal()], null));
            }
        }
        return new Program(
                pid,
                known.name(),
                known.user(),
                known.container(),
                known.tracking(),
                Instant.ofEpochMilli(state.from),
                Instant.ofEpochMilli(state.until),
                known(state.peaks[Kind.DRAM.ordinal()]),
                known(state.peaks[Kind.L1.ordinal()]),
                state.exit,
                memory);
    }

    private static @Nullable Long known(long value) {
        return value < 0 ? null : value;
    }

    /** Returns processes that ended without releasing all, those that left most first. */
    List<Orphan> orphans() {
        List<Orphan> orphans = new ArrayList<>();
        processes.forEach(
                (pid, state) -> {
                    Exit exit = state.exit;
                    if (exit != null && left(exit) > 0) {
                        orphans.add(new Orphan(pid, names.name(pid), exit));
                    }
                });
        orphans.sort(Comparator.comparingLong((Orphan orphan) -> -left(orphan.exit())));
        return orphans.stream().limit(LEFT_BEHIND).toList();
    }

    private static long left(Exit exit) {
        Long device = exit.orphanedBytes();
        Long host = exit.orphanedHostBytes();
        return (device == null ? 0 : device) + (host == null ? 0 : host);
    }

    /** Returns processes of which the curves are kept and rise all the time. */
    List<Growing> growing() {
        List<Growing> growing = new ArrayList<>();
        for (Map.Entry<Long, State> entry : byPeak()) {
            Curve[] kept = entry.getValue().curves;
            for (Kind kind : Kind.values()) {
                long[] rise = kept == null ? null : Growth.of(kept[kind.ordinal()].points());
                if (rise != null) {
                    long pid = entry.getKey();
                    growing.add(new Growing(pid, names.name(pid), kind.name(), rise[0], rise[1]));
                }
            }
        }
        return growing;
    }
}
