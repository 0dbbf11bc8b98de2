package org.ttflight.leak;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that looks like a leak. Immutable. Sizes are bytes; docs/LEAKS.md describes each field.
 *
 * @param schema the version of the document, {@link #SCHEMA}
 * @param time when it was made
 * @param watchingSince when the daemon began to watch: of what was before it knows nothing
 * @param asked what was looked for
 * @param looked what was looked at
 * @param findings how many there are of each kind by its label, those above the limit included
 * @param aged the most bytes first
 * @param idle the most bytes first
 * @param growing the fastest first
 * @param orphans the newest first
 * @param anomalies the most frequent first
 */
public record LeakReport(
        int schema,
        Instant time,
        Instant watchingSince,
        LeakRequest asked,
        Looked looked,
        Map<String, Long> findings,
        List<Aged> aged,
        List<Idle> idle,
        List<Growing> growing,
        List<Orphan> orphans,
        List<Odd> anomalies) {
    /** The version that this program writes and understands. */
    public static final int SCHEMA = 1;

    /** Takes copies. */
    public LeakReport {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
        aged = List.copyOf(aged);
        idle = List.copyOf(idle);
        growing = List.copyOf(growing);
        orphans = List.copyOf(orphans);
        anomalies = List.copyOf(anomalies);
    }

    /** Returns how many findings there are of this kind. */
    public long count(LeakKind kind) {
        return findings.getOrDefault(kind.label(), 0L);
    }

    /** Returns how many findings there are of these kinds together. */
    public long count(Set<LeakKind> kinds) {
        return kinds.stream().mapToLong(this::count).sum();
    }

    /** Returns the same without findings of other kinds. */
    public LeakReport only(Set<LeakKind> kinds) {
        Map<String, Long> left = new LinkedHashMap<>();
        for (LeakKind kind : kinds) {
            left.put(kind.label(), count(kind));
        }
        return new LeakReport(
                schema,
                time,
                watchingSince,
                asked,
                looked,
                left,
                kinds.contains(LeakKind.AGE) ? aged : List.of(),
                kinds.contains(LeakKind.IDLE) ? idle : List.of(),
                kinds.contains(LeakKind.GROWTH) ? growing : List.of(),
                kinds.contains(LeakKind.ORPHAN) ? orphans : List.of(),
                anomalies.stream().filter(odd -> left.containsKey(odd.kind())).toList());
    }

    /**
     * What was looked at.
     *
     * @param processes how many live processes report on the socket
     * @param buffers how many live buffers of the processes and devices asked for
     * @param exits how many processes that ended with memory are remembered
     * @param forgotten how many older findings (of processes that ended, of anomalies) are
     *     forgotten, as memory is bounded
     * @param growthSamples how often use was looked at so far
     * @param growthDropped how many growing uses were too many to be followed
     * @param pidReported whether the process asked for has ever reported; null if none was asked
     *     for, or if that is forgotten
     */
    public record Looked(
            long processes,
            long buffers,
            long exits,
            long forgotten,
            long growthSamples,
            long growthDropped,
            @Nullable Boolean pidReported) {}

    /**
     * Whose memory it is.
     *
     * @param pid where it is not verified, as claimed
     * @param name null if unknown
     * @param user the login name, or the user number as text; null if unknown
     */
    public record Holder(int pid, boolean verified, @Nullable String name, @Nullable String user) {}

    /** Buffers of one memory type on one device. */
    public record Held(int device, String memory, long buffers, long bytes) {}

    /**
     * One buffer.
     *
     * @param id the device address, in hexadecimal with 0x
     * @param references how many releases it takes to free it
     */
    public record Buffer(String id, long size, long ageSeconds, long references) {}

    /** Buffers that live for longer than asked for, of one process, device and type. */
    public record Aged(
            Holder holder,
            int device,
            String memory,
            long buffers,
            long bytes,
            Buffer oldest,
            Buffer largest) {}

    /**
     * A process that has stopped allocating and still holds buffers.
     *
     * @param idleSeconds since its last allocation, or since its first report if it has made none
     * @param lastReportSeconds since its last report of any kind
     */
    public record Idle(
            Holder holder,
            long idleSeconds,
            long lastReportSeconds,
            long buffers,
            long bytes,
            List<Held> held) {
        /** Takes a copy. */
        public Idle {
            held = List.copyOf(held);
        }
    }

    /**
     * A process that holds more and more.
     *
     * @param memory DRAM, which is DRAM and TRACE; or L1, which is L1, L1_SMALL and CB
     * @param used now
     * @param grown how much more than at the begin of the time looked at
     * @param overSeconds the time looked at
     * @param bytesPerSecond the trend
     * @param free what is left on the device; null if unknown
     * @param secondsToFull until nothing is left, at the rate of all that grow there; null if
     *     {@code free} is unknown
     */
    public record Growing(
            Holder holder,
            int device,
            String memory,
            long used,
            long grown,
            long overSeconds,
            double bytesPerSecond,
            @Nullable Long free,
            @Nullable Long secondsToFull) {}

    /**
     * A process that ended and had not released all; the daemon did it.
     *
     * @param time when that became known
     * @param reason how it became known, in words
     * @param lifeSeconds from its first report
     */
    public record Orphan(
            Holder holder,
            Instant time,
            String reason,
            long lifeSeconds,
            long buffers,
            long bytes,
            List<Held> held) {
        /** Takes a copy. */
        public Orphan {
            held = List.copyOf(held);
        }
    }

    /**
     * Something a program reported that hints at a mistake.
     *
     * @param kind the label of its {@link LeakKind}
     * @param anomaly the label of the ledger's anomaly
     * @param count how often, since the process first did it
     * @param lastTime when last
     * @param examples some of the last, the newest first
     */
    public record Odd(
            Holder holder,
            int device,
            String kind,
            String anomaly,
            long count,
            Instant lastTime,
            List<Example> examples) {
        /** Takes a copy. */
        public Odd {
            examples = List.copyOf(examples);
        }
    }

    /**
     * One time it happened.
     *
     * @param memory null if the message does not tell
     * @param id the device address or id, in hexadecimal with 0x
     * @param oldSize the size known until then; null if there was none
     * @param newSize the size in the message; null if it has none
     */
    public record Example(
            Instant time,
            @Nullable String memory,
            String id,
            @Nullable Long oldSize,
            @Nullable Long newSize) {}
}
