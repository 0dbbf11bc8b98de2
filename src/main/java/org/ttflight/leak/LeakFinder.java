package org.ttflight.leak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.AgedBuffers;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferSurvey;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/** Makes a report of what the logs remember, the growth watch found, and a survey counted. */
public final class LeakFinder {
    private final ExitLog exits;
    private final AnomalyLog anomalies;
    private final GrowthWatch growth;
    private final Function<ProcessIdentity, LeakReport.Holder> holders;
    private final Instant watchingSince;

    /**
     * @param holders what people call a process; asked again for each report
     * @param watchingSince when the logs began
     */
    public LeakFinder(
            ExitLog exits,
            AnomalyLog anomalies,
            GrowthWatch growth,
            Function<ProcessIdentity, LeakReport.Holder> holders,
            Instant watchingSince) {
        this.exits = exits;
        this.anomalies = anomalies;
        this.growth = growth;
        this.holders = holders;
        this.watchingSince = watchingSince;
    }

    /** Returns a survey of the buffers that a request asks for, not begun yet. */
    public static BufferSurvey survey(LeakRequest request, Instant now) {
        long until = (now.toEpochMilli() - request.ageSeconds() * 1000) * 1000;
        return new BufferSurvey(request.pid(), request.device(), until);
    }

    /**
     * Makes a report.
     *
     * @param survey of this request, finished
     */
    public LeakReport report(
            LeakRequest request, LedgerSnapshot ledger, BufferSurvey survey, Instant now) {
        Map<LeakKind, Long> counts = new EnumMap<>(LeakKind.class);
        GrowthWatch.State grown = growth.state();
        List<LeakReport.Aged> aged = aged(survey, now);
        List<LeakReport.Idle> idle = idle(request, ledger, now);
        List<LeakReport.Growing> growing = growing(request, grown);
        List<LeakReport.Orphan> orphans = orphans(request, now);
        List<LeakReport.Odd> odd = anomalies(request, now);
        counts.put(LeakKind.AGE, (long) aged.size());
        counts.put(LeakKind.IDLE, (long) idle.size());
        counts.put(LeakKind.GROWTH, (long) growing.size());
        counts.put(LeakKind.ORPHAN, (long) orphans.size());
        Integer pid = request.pid();
        Map<String, Long> findings = new LinkedHashMap<>();
        for (LeakKind kind : LeakKind.values()) {
            long told = odd.stream().filter(one -> one.kind().equals(kind.label())).count();
            findings.put(kind.label(), counts.getOrDefault(kind, told));
        }
        return new LeakReport(
                LeakReport.SCHEMA,
                now,
                watchingSince,
                request.withLimitsStated(),
                new LeakReport.Looked(
                        ledger.processes().size(),
                        survey.buffers(),
                        exits.exits().size(),
                        exits.forgotten() + anomalies.forgotten(),
                        grown.samples(),
                        grown.dropped(),
                        pid == null ? null : exits.hasReported(pid)),
                findings,
                first(aged, request),
                first(idle, request),
                first(growing, request),
                first(orphans, request),
                first(odd, request));
    }

    private static <T> List<T> first(List<T> all, LeakRequest request) {
        return all.subList(0, Math.min(all.size(), request.limit()));
    }

    private List<LeakReport.Aged> aged(BufferSurvey survey, Instant now) {
        List<LeakReport.Aged> aged = new ArrayList<>();
        for (AgedBuffers found : survey.found()) {
            aged.add(
                    new LeakReport.Aged(
                            holders.apply(found.process()),
                            found.device(),
                            found.type().label(),
                            found.buffers(),
                            found.bytes(),
                            buffer(found.oldest(), now),
                            buffer(found.largest(), now)));
        }
        return aged;
    }

    private static LeakReport.Buffer buffer(BufferInfo buffer, Instant now) {
        return new LeakReport.Buffer(
                hex(buffer.id()),
                buffer.size(),
                secondsSince(buffer.allocatedMicros(), now),
                buffer.references());
    }

    private static String hex(long id) {
        return "0x" + Long.toHexString(id);
    }

    private static long secondsSince(long micros, Instant now) {
        return Math.max(0, now.toEpochMilli() - micros / 1000) / 1000;
    }

    private List<LeakReport.Idle> idle(LeakRequest request, LedgerSnapshot ledger, Instant now) {
        List<LeakReport.Idle> idle = new ArrayList<>();
        long nowMicros = now.toEpochMilli() * 1000;
        for (ProcessUsage process : idle(ledger, nowMicros, request.ageSeconds())) {
            List<LeakReport.Held> held = held(process, request.device());
            if (!fits(request, process.identity()) || held.isEmpty()) {
                continue;
            }
            idle.add(
                    new LeakReport.Idle(
                            holders.apply(process.identity()),
                            secondsSince(lastAllocationMicros(process), now),
                            secondsSince(process.lastReportMicros(), now),
                            buffers(held),
                            bytes(held),
                            held));
        }
        idle.sort(Comparator.comparingLong(LeakReport.Idle::bytes).reversed());
        return idle;
    }

    private static boolean fits(LeakRequest request, ProcessIdentity process) {
        Integer pid = request.pid();
        return pid == null || pid == process.pid();
    }

    /**
     * Returns which processes have not allocated for so long and still hold buffers.
     *
     * @param nowMicros since the epoch
     */
    public static List<ProcessUsage> idle(LedgerSnapshot ledger, long nowMicros, long idleSeconds) {
        List<ProcessUsage> idle = new ArrayList<>();
        for (ProcessUsage process : ledger.processes()) {
            long idleMicros = nowMicros - lastAllocationMicros(process);
            if (idleMicros >= idleSeconds * 1_000_000 && ExitLog.holdsBuffers(process)) {
                idle.add(process);
            }
        }
        return idle;
    }

    /** Returns when it last allocated; when it first reported, if it never has. */
    public static long lastAllocationMicros(ProcessUsage process) {
        Long last = process.lastAllocationMicros();
        return last == null ? process.attachedMicros() : last;
    }

    private static List<LeakReport.Held> held(ProcessUsage process, @Nullable Integer onlyDevice) {
        List<LeakReport.Held> held = new ArrayList<>();
        for (DeviceUsage device : process.devices()) {
            if (onlyDevice != null && onlyDevice != device.device()) {
                continue;
            }
            for (MemoryType type : MemoryType.values()) {
                long buffers = device.usage().buffers(type);
                if (ExitLog.isBuffer(type) && buffers > 0) {
                    long bytes = device.usage().used(type);
                    held.add(new LeakReport.Held(device.device(), type.label(), buffers, bytes));
                }
            }
        }
        return held;
    }

    private static long buffers(List<LeakReport.Held> held) {
        return held.stream().mapToLong(LeakReport.Held::buffers).sum();
    }

    private static long bytes(List<LeakReport.Held> held) {
        return held.stream().mapToLong(LeakReport.Held::bytes).sum();
    }

    private List<LeakReport.Growing> growing(LeakRequest request, GrowthWatch.State grown) {
        List<LeakReport.Growing> growing = new ArrayList<>();
        for (GrowthWatch.Growth one : grown.growing()) {
            Integer device = request.device();
            if (fits(request, one.process()) && (device == null || device == one.device())) {
                growing.add(
                        new LeakReport.Growing(
                                holders.apply(one.process()),
                                one.device(),
                                one.memory(),
                                one.used(),
                                one.grown(),
                                one.overSeconds(),
                                one.bytesPerSecond(),
                                one.free(),
                                one.secondsToFull()));
            }
        }
        return growing;
    }

    private static boolean isRecent(LeakRequest request, long epochMillis, Instant now) {
        Long since = request.sinceSeconds();
        return since == null || now.toEpochMilli() - epochMillis <= since * 1000;
    }

    private List<LeakReport.Orphan> orphans(LeakRequest request, Instant now) {
        List<LeakReport.Orphan> orphans = new ArrayList<>();
        for (ExitLog.Exit exit : exits.exits()) {
            ProcessUsage last = exit.last();
            List<LeakReport.Held> held = held(last, request.device());
            if (!fits(request, last.identity())
                    || held.isEmpty()
                    || !isRecent(request, exit.epochMillis(), now)) {
                continue;
            }
            Instant time = Instant.ofEpochMilli(exit.epochMillis());
            orphans.add(
                    new LeakReport.Orphan(
                            holders.apply(last.identity()),
                            time,
                            exit.reason().description(),
                            secondsSince(last.attachedMicros(), time),
                            buffers(held),
                            bytes(held),
                            held));
        }
        return orphans;
    }

    private List<LeakReport.Odd> anomalies(LeakRequest request, Instant now) {
        List<LeakReport.Odd> odd = new ArrayList<>();
        for (AnomalyLog.Tally tally : anomalies.tallies()) {
            LeakKind kind = LeakKind.of(tally.kind());
            Integer device = request.device();
            if (kind == null
                    || !fits(request, tally.process())
                    || (device != null && device != tally.device())
                    || !isRecent(request, tally.lastMicros() / 1000, now)) {
                continue;
            }
            odd.add(
                    new LeakReport.Odd(
                            holders.apply(tally.process()),
                            tally.device(),
                            kind.label(),
                            tally.kind().label(),
                            tally.count(),
                            Instant.ofEpochMilli(tally.lastMicros() / 1000),
                            tally.examples().stream().map(LeakFinder::example).toList()));
        }
        odd.sort(Comparator.comparingLong(LeakReport.Odd::count).reversed());
        return odd;
    }

    private static LeakReport.Example example(AnomalyLog.Example example) {
        MemoryType type = example.type();
        return new LeakReport.Example(
                Instant.ofEpochMilli(example.epochMicros() / 1000),
                type == null ? null : type.label(),
                hex(example.id()),
                example.oldSize() < 0 ? null : Long.valueOf(example.oldSize()),
                example.newSize() < 0 ? null : Long.valueOf(example.newSize()));
    }
}
