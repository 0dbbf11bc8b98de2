package org.ttflight.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Usage;
import org.ttflight.ledger.UsageSource;
import org.ttflight.recording.EventFields;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;
import org.ttflight.snapshot.Tracking;

/**
 * What was last told of each process. Not thread-safe.
 *
 * <p>A recording names a process by its pid alone. Where several claim the same one, the first that
 * a snapshot tells of is the first that the next one tells of.
 */
final class ProcessBook {
    private static final int UNKNOWN = -1;

    /** What a snapshot shows may be a little older than what happened just before it. */
    private static final Duration OVERLAP = Duration.ofMillis(500);

    /** In the order in which they were told of. */
    private Map<Key, Entry> processes = new LinkedHashMap<>();

    private Map<Key, Map<Integer, Holding>> holdings = new HashMap<>();
    private final Map<Integer, Attached> attached = new HashMap<>();
    private final Map<Integer, Instant> exits = new HashMap<>();
    private long structure;

    /**
     * @param nth which of those with this pid, from 0
     */
    private record Key(int pid, int nth) {}

    private record Attached(ProcessIdentity identity, long micros) {}

    private record Entry(
            ProcessIdentity identity,
            ProcessDescription description,
            @Nullable HostProcess host,
            Tracking tracking,
            List<Integer> devices) {}

    /** What is told of one device. */
    private static final class Holding {
        final long[] used = new long[MemoryType.COUNT];
        final long[] peak = new long[MemoryType.COUNT];
        final long[] buffers = new long[MemoryType.COUNT];
        final Map<MemoryType, Long> shared = new EnumMap<>(MemoryType.class);
        final Map<MemoryType, Long> sharedPeak = new EnumMap<>(MemoryType.class);
        UsageSource source = UsageSource.NONE;
        boolean hasDiscrepancy;
        int lastType = -1;
    }

    /** Returns a number that changes whenever a process came or went. */
    long structure() {
        return structure;
    }

    /** All processes of one moment. */
    void processes(List<RecordedEvent> rows) {
        Map<Key, Entry> now = new LinkedHashMap<>();
        Instant time = rows.get(0).getStartTime();
        exits.values().removeIf(exit -> exit.plus(OVERLAP).isBefore(time));
        for (RecordedEvent row : rows) {
            Key key = unused(now.keySet(), Fields.pid(row));
            if (!exits.containsKey(key.pid())) {
                now.put(key, entry(key, row));
            }
        }
        long latest = time.minus(OVERLAP).toEpochMilli() * 1000;
        processes.forEach(
                (key, entry) -> {
                    Attached since = attached.get(key.pid());
                    if (since != null && since.micros() >= latest) {
                        now.putIfAbsent(key, entry);
                    }
                });
        if (!List.copyOf(now.keySet()).equals(List.copyOf(processes.keySet()))) {
            structure++;
        }
        processes = now;
        holdings.keySet().retainAll(now.keySet());
        attached.keySet().removeIf(pid -> !now.containsKey(new Key(pid, 0)));
    }

    private static Key unused(Collection<Key> used, int pid) {
        Key key = new Key(pid, 0);
        while (used.contains(key)) {
            key = new Key(pid, key.nth() + 1);
        }
        return key;
    }

    private Entry entry(Key key, RecordedEvent row) {
        Tracking tracking = tracking(EventFields.text(row, "tracking"));
        ProcessDescription description =
                new ProcessDescription(
                        EventFields.text(row, "name"),
                        EventFields.text(row, "user"),
                        null,
                        null,
                        EventFields.text(row, "container"),
                        EventFields.text(row, "pod"));
        Double cpuRatio = EventFields.number(row, "cpuRatio");
        Long resident = EventFields.whole(row, "residentBytes");
        HostProcess host =
                cpuRatio == null && resident == null
                        ? null
                        : new HostProcess(
                                key.pid(), UNKNOWN, description, null, cpuRatio, resident);
        List<Integer> devices = devices(EventFields.text(row, "heldDevices"));
        return new Entry(identity(key, tracking), description, host, tracking, devices);
    }

    private static Tracking tracking(@Nullable String label) {
        for (Tracking tracking : Tracking.values()) {
            if (tracking.label().equals(label)) {
                return tracking;
            }
        }
        throw new IllegalArgumentException("tracking " + label);
    }

    private static List<Integer> devices(@Nullable String list) {
        List<Integer> devices = new ArrayList<>();
        if (list != null && !list.isEmpty()) {
            for (String device : list.split(",", -1)) {
                devices.add(Fields.device(Long.parseLong(device)));
            }
        }
        return devices;
    }

    private ProcessIdentity identity(Key key, Tracking tracking) {
        Attached known = attached.get(key.pid());
        boolean isVerified =
                tracking != Tracking.REPORTING_UNVERIFIED
                        && tracking != Tracking.SHARED_MEMORY_UNVERIFIED
                        && key.nth() == 0;
        if (known != null && known.identity().verified() == isVerified && key.nth() == 0) {
            return known.identity();
        }
        // The number of a connection that nobody knows any more; real ones count from 1.
        return new ProcessIdentity(
                key.pid(), UNKNOWN, UNKNOWN, UNKNOWN, isVerified ? 0 : -1L - key.nth());
    }

    /** All that processes held at one moment. */
    void holdings(List<RecordedEvent> rows) {
        Map<Key, Map<Integer, Holding>> now = new HashMap<>();
        Map<Integer, Integer> nthByPid = new HashMap<>();
        int lastPid = 0;
        int lastDevice = -1;
        for (RecordedEvent row : rows) {
            int pid = Fields.pid(row);
            int device = Fields.device(row);
            MemoryType type = Fields.memoryType(row);
            int nth = nthByPid.getOrDefault(pid, 0);
            Map<Integer, Holding> known = now.get(new Key(pid, nth));
            Holding sameDevice = known == null ? null : known.get(device);
            boolean isNext =
                    known != null
                            && (pid != lastPid
                                    || device < lastDevice
                                    || (sameDevice != null
                                            && sameDevice.lastType >= type.ordinal()));
            if (isNext) {
                nth++;
            }
            nthByPid.put(pid, nth);
            lastPid = pid;
            lastDevice = device;
            Holding holding =
                    now.computeIfAbsent(new Key(pid, nth), key -> new TreeMap<>())
                            .computeIfAbsent(device, key -> new Holding());
            add(holding, type, row);
        }
        holdings = now;
    }

    private static void add(Holding holding, MemoryType type, RecordedEvent row) {
        holding.lastType = type.ordinal();
        holding.source = Fields.source(row);
        holding.hasDiscrepancy |= EventFields.flag(row, "discrepancy");
        Long used = EventFields.whole(row, "used");
        Long peak = EventFields.whole(row, "peak");
        Long buffers = EventFields.whole(row, "buffers");
        Long shared = EventFields.whole(row, "shared");
        if (holding.source == UsageSource.SOCKET) {
            holding.used[type.ordinal()] = used == null ? 0 : used;
            holding.peak[type.ordinal()] = peak == null ? 0 : peak;
            holding.buffers[type.ordinal()] = buffers == null ? 0 : buffers;
        } else if (peak != null) {
            holding.sharedPeak.put(type, peak);
        }
        if (shared != null) {
            holding.shared.put(type, shared);
        }
    }

    /** A process reported for the first time; returns which. */
    ProcessIdentity attached(RecordedEvent event) {
        int pid = Fields.pid(event);
        boolean isVerified = EventFields.flag(event, "verified");
        Key key = unused(processes.keySet(), pid);
        ProcessIdentity identity =
                new ProcessIdentity(
                        pid,
                        UNKNOWN,
                        Fields.orUnknown(event, "userId"),
                        Fields.orUnknown(event, "groupId"),
                        isVerified ? 0 : -1L - key.nth());
        long micros = event.getStartTime().toEpochMilli() * 1000;
        attached.put(pid, new Attached(identity, micros));
        exits.remove(pid);
        Entry known = processes.get(new Key(pid, 0));
        Entry before = known != null && known.identity().verified() && isVerified ? known : null;
        Tracking tracking = isVerified ? Tracking.REPORTING : Tracking.REPORTING_UNVERIFIED;
        processes.put(
                before != null ? new Key(pid, 0) : key,
                new Entry(
                        identity,
                        before != null ? before.description() : ProcessDescription.UNKNOWN,
                        before != null ? before.host() : null,
                        tracking,
                        before != null ? before.devices() : List.of()));
        structure++;
        return identity;
    }

    /** A process is gone; returns which it was. */
    ProcessIdentity exited(RecordedEvent event) {
        int pid = Fields.pid(event);
        Key key = null;
        for (Key candidate : processes.keySet()) {
            if (candidate.pid() == pid) {
                key = candidate;
            }
        }
        Entry entry = key == null ? null : processes.remove(key);
        if (key != null) {
            holdings.remove(key);
            structure++;
        }
        attached.remove(pid);
        exits.put(pid, event.getStartTime());
        return entry == null
                ? new ProcessIdentity(pid, UNKNOWN, Fields.orUnknown(event, "userId"), UNKNOWN, 0)
                : entry.identity();
    }

    /** Returns what people call a process that is there; nothing of any other. */
    ProcessDescription description(ProcessIdentity identity) {
        for (Entry entry : processes.values()) {
            if (entry.identity().equals(identity)) {
                return entry.description();
            }
        }
        return ProcessDescription.UNKNOWN;
    }

    /** Returns the process with this pid, made up if none was told of. */
    ProcessIdentity identity(int pid) {
        Entry entry = processes.get(new Key(pid, 0));
        return entry == null
                ? new ProcessIdentity(pid, UNKNOWN, UNKNOWN, UNKNOWN, 0)
                : entry.identity();
    }

    /** Returns all processes that are there: those that report first. */
    List<ObservedProcess> processes() {
        List<ObservedProcess> all = new ArrayList<>(processes.size());
        processes.forEach((key, entry) -> all.add(observed(key, entry)));
        List<ObservedProcess> ordered = new ArrayList<>(all.size());
        all.stream().filter(process -> process.reported() != null).forEach(ordered::add);
        all.stream().filter(process -> process.reported() == null).forEach(ordered::add);
        return ordered;
    }

    private ObservedProcess observed(Key key, Entry entry) {
        Map<Integer, Holding> told = holdings.getOrDefault(key, Map.of());
        TreeMap<Integer, ObservedHolding> held = new TreeMap<>();
        for (int device : entry.devices()) {
            held.put(device, new ObservedHolding(device, null, null, null, false));
        }
        List<DeviceUsage> usages = new ArrayList<>();
        told.forEach(
                (device, holding) -> {
                    ObservedHolding observed = observed(device, holding);
                    held.put(device, observed);
                    Usage usage = observed.reported();
                    if (usage != null) {
                        usages.add(new DeviceUsage(device, usage));
                    }
                });
        boolean reports =
                entry.tracking() == Tracking.REPORTING
                        || entry.tracking() == Tracking.REPORTING_UNVERIFIED;
        Attached since = attached.get(key.pid());
        boolean isSince = since != null && since.identity().equals(entry.identity());
        ProcessUsage reported =
                !reports
                        ? null
                        : new ProcessUsage(
                                entry.identity(),
                                since != null && isSince ? since.micros() : UNKNOWN,
                                UNKNOWN,
                                null,
                                usages,
                                UNKNOWN,
                                UNKNOWN);
        return new ObservedProcess(
                entry.identity(),
                entry.description(),
                entry.host(),
                reported,
                entry.tracking(),
                List.copyOf(held.values()));
    }

    private static ObservedHolding observed(int device, Holding holding) {
        boolean reports = holding.source == UsageSource.SOCKET;
        SharedUsage shared = holding.shared.isEmpty() ? null : new SharedUsage(holding.shared);
        return new ObservedHolding(
                device,
                null,
                reports ? Usage.copyOf(holding.used, holding.peak, holding.buffers) : null,
                shared,
                holding.hasDiscrepancy,
                shared == null || reports ? shared : new SharedUsage(holding.sharedPeak));
    }
}
