package org.ttflight.recording;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What recordings tell of devices and processes. Immutable; null is unknown, never 0. Bytes are
 * bytes, times to the millisecond, and series are pairs of milliseconds since the epoch and a
 * value, with null where there is a gap.
 *
 * @param schema the version of this document
 * @param notes what the recordings cannot tell, and why, as sentences
 * @param devices by number
 * @param processes those that held most, first
 * @param otherProcesses how many more there were
 * @param happened what happened, by time
 * @param omitted how many more things happened than are listed
 */
public record RecordingReport(
        int schema,
        Origin origin,
        List<String> notes,
        List<Device> devices,
        List<Program> processes,
        int otherProcesses,
        Traffic traffic,
        Leaks leaks,
        List<Happening> happened,
        long omitted,
        List<Rejection> rejections) {
    /** The version that this program writes. */
    public static final int SCHEMA = 1;

    /** Makes it immutable. */
    public RecordingReport {
        notes = List.copyOf(notes);
        devices = List.copyOf(devices);
        processes = List.copyOf(processes);
        happened = List.copyOf(happened);
        rejections = List.copyOf(rejections);
    }

    /**
     * Where it comes from.
     *
     * @param from when the first of our events was
     * @param until when the last was
     * @param chunks of the files, without those that came twice
     * @param lostBytes what JFR had to throw away
     * @param daemons the JVMs that wrote it
     * @param events of ours, by name without {@code tenstorrent.}, the most frequent first
     * @param messages what the daemon received within this time; null if unknown
     * @param singleBuffers how single buffers were recorded
     */
    public record Origin(
            List<String> files,
            Instant from,
            Instant until,
            int chunks,
            int repeatedChunks,
            long lostBytes,
            List<Daemon> daemons,
            List<EventCount> events,
            @Nullable Long messages,
            SingleBuffers singleBuffers) {}

    /** A JVM that recorded; null is what was not recorded of it. */
    public record Daemon(
            @Nullable Long pid,
            @Nullable String javaVersion,
            @Nullable Instant started,
            @Nullable String system) {}

    /** How often there was an event. */
    public record EventCount(String event, long count) {}

    /**
     * How single buffers were recorded.
     *
     * @param status {@code none}, {@code thinned}, {@code all}, or {@code unknown} if the settings
     *     were not recorded
     * @param from since when; null if never
     * @param until till when; null if never
     * @param oneIn of so many buffers one was recorded
     * @param minimumSize smaller ones were not recorded; as the setting has it
     */
    public record SingleBuffers(
            String status,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long oneIn,
            @Nullable String minimumSize) {}

    /**
     * One device.
     *
     * @param memory over time: the sums {@code DRAM in use} and {@code L1 in use}, and each memory
     *     type that was ever used
     * @param peaks of DRAM and of L1, if known
     * @param health the last known
     */
    public record Device(
            int device,
            @Nullable String card,
            @Nullable String asicId,
            @Nullable String pciAddress,
            @Nullable String health,
            List<Series> memory,
            List<Peak> peaks,
            List<Series> telemetry) {}

    /**
     * A value over time.
     *
     * @param unit {@code bytes}, {@code °C}, {@code W}, {@code MHz}, {@code 1/s} or {@code bytes/s}
     * @param limit the last known: a capacity, or what the device may have at most
     * @param points milliseconds since the epoch and value; no value is a gap
     */
    public record Series(
            String name,
            String unit,
            @Nullable Double lowest,
            @Nullable Double highest,
            @Nullable Double last,
            @Nullable Double limit,
            List<Point> points) {}

    /**
     * A point of a series.
     *
     * @param millis since the epoch
     * @param value null where it was unknown, or where nothing was recorded for a while
     */
    public record Point(long millis, @Nullable Double value) {}

    /**
     * The most that was held of a device.
     *
     * @param memory {@code DRAM}, which is DRAM and TRACE, or {@code L1}, which is L1, L1_SMALL and
     *     CB
     * @param used the highest sample
     * @param atLeast whether something of it was unknown
     * @param highWater the highest mark of each memory type that the daemon tells; it may lie
     *     between two samples, or before the recording
     * @param holders who held it, the most first
     * @param holdersTime when that was sampled; null if it was not
     * @param unattributed of {@code used}, what no holder held in that sample
     */
    public record Peak(
            String memory,
            long used,
            boolean atLeast,
            Instant time,
            @Nullable Long capacity,
            List<HighWater> highWater,
            List<Holder> holders,
            int otherHolders,
            @Nullable Instant holdersTime,
            @Nullable Long unattributed) {}

    /** A peak as the daemon tells it. */
    public record HighWater(String memoryType, long bytes) {}

    /** What a process held. */
    public record Holder(long pid, @Nullable String name, @Nullable String user, long used) {}

    /**
     * One process.
     *
     * @param from when it was first seen in the recordings
     * @param until when it was last seen
     * @param peakDram the most that was sampled of DRAM and TRACE on all devices; null if unknown
     * @param peakL1 the most that was sampled of L1, L1_SMALL and CB
     * @param exit null if it did not end within the recordings
     * @param memory over time, on all devices together
     */
    public record Program(
            long pid,
            @Nullable String name,
            @Nullable String user,
            @Nullable String container,
            @Nullable String tracking,
            Instant from,
            Instant until,
            @Nullable Long peakDram,
            @Nullable Long peakL1,
            @Nullable Exit exit,
            List<Series> memory) {}

    /** The end of a process, and what it left behind. */
    public record Exit(
            Instant time,
            @Nullable String reason,
            @Nullable Long orphanedBytes,
            @Nullable Long orphanedHostBytes,
            @Nullable Long orphanedBuffers) {}

    /**
     * How memory was allocated and released.
     *
     * @param basis {@code buffers} if each buffer was recorded, {@code thinned} if they are
     *     estimated of some, {@code messages} if only the daemon's counters tell, or {@code none}
     * @param rates over time
     * @param allocations recorded, or estimated where thinned; null if unknown
     * @param counted the allocations between the first and the last whole snapshot, as the daemon
     *     counts them; null if there are not two
     * @param largest the largest buffers
     * @param largestBasis {@code allocations}, {@code live} if told by snapshots, or {@code none}
     */
    public record Traffic(
            String basis,
            List<Series> rates,
            @Nullable Long allocations,
            @Nullable Long allocatedBytes,
            @Nullable Long frees,
            @Nullable Long counted,
            List<Bar> sizes,
            List<Bar> lifetimes,
            List<Largest> largest,
            String largestBasis) {}

    /**
     * One bar of a histogram.
     *
     * @param from the least that counts: bytes, or milliseconds
     * @param below the least that does not any more; null in the last
     */
    public record Bar(long from, @Nullable Long below, long count, long bytes) {}

    /**
     * A large buffer.
     *
     * @param time when it was allocated, or last seen
     * @param lifetimeMillis null if it was not seen to be released
     */
    public record Largest(
            long pid,
            @Nullable String name,
            int device,
            @Nullable String memoryType,
            String bufferId,
            long size,
            Instant time,
            @Nullable Long lifetimeMillis) {}

    /**
     * What may be a leak.
     *
     * @param suspects told by the daemon
     * @param growing processes whose lowest use rose from part to part of the recording
     * @param unreleased buffers allocated and not released in the recording; null where single
     *     buffers were not recorded in full
     * @param orphans processes that ended without releasing all
     */
    public record Leaks(
            List<Suspect> suspects,
            List<Growing> growing,
            @Nullable List<Unreleased> unreleased,
            List<Orphan> orphans) {}

    /** A suspect as the daemon told. */
    public record Suspect(
            Instant time,
            long pid,
            @Nullable String name,
            int device,
            @Nullable String kind,
            @Nullable String memory,
            @Nullable Long used,
            @Nullable Long growthPerSecond,
            @Nullable Long idleMillis) {}

    /** A process that holds more and more. */
    public record Growing(
            long pid, @Nullable String name, String memory, long firstUsed, long lastUsed) {}

    /**
     * Buffers of one process, device, type and size that were allocated and not released.
     *
     * @param size null if these are of several sizes
     * @param lastAllocated when the last of this size was allocated
     * @param steady whether they look like a leak: allocated over more than a tenth of the time,
     *     and at least half of them not released; such come first
     */
    public record Unreleased(
            long pid,
            @Nullable String name,
            int device,
            @Nullable String memoryType,
            @Nullable Long size,
            long allocated,
            long left,
            long leftBytes,
            Instant firstAllocated,
            Instant lastAllocated,
            boolean steady) {}

    /** A process that ended without releasing all. */
    public record Orphan(long pid, @Nullable String name, Exit exit) {}

    /**
     * Something that happened.
     *
     * @param kind such as {@code device-lost}, in words with hyphens
     * @param severity {@code bad}, {@code warning} or {@code note}
     * @param text for people
     */
    public record Happening(
            Instant time,
            String kind,
            String severity,
            @Nullable Integer device,
            @Nullable Long pid,
            String text) {}

    /** Messages that were turned away for one reason, and what the last said. */
    public record Rejection(
            String reason, long count, Instant first, Instant last, @Nullable String detail) {}
}
