package org.ttflight.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Daemon;
import org.ttflight.recording.RecordingReport.EventCount;
import org.ttflight.recording.RecordingReport.Point;
import org.ttflight.recording.RecordingReport.Series;
import org.ttflight.recording.RecordingReport.SingleBuffers;

/** Where the recordings come from, and with which settings they were made. Not thread-safe. */
final class OriginFold {
    static final String PREFIX = "tenstorrent.";
    private static final int DAEMONS = 50;

    private final Map<String, long[]> counts = new TreeMap<>();
    private final Map<String, Daemon> daemons = new LinkedHashMap<>();
    private final Set<Setting> settings = new HashSet<>();
    private final Set<Long> allocationTypes = new HashSet<>();
    private final Curve messages = new Curve();
    private final Curve allocations = new Curve();
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private long lostBytes;
    private boolean isSettingKnown;
    private long oneIn = 1;
    private String minimumSize = "0";
    private @Nullable String system;

    /** Settings name their event by a number that only events of that type tell. */
    private record Setting(long type, String name, String value) {}

    /** A file is at its end; the next one has numbers of its own. */
    void endOfFile() {
        for (Setting setting : settings) {
            if (allocationTypes.contains(setting.type())) {
                apply(setting);
            }
        }
        settings.clear();
        allocationTypes.clear();
    }

    /** Takes one of our events; its name without the prefix. */
    void ours(long millis, String name, long type) {
        if (name.equals("BufferAllocation")) {
            allocationTypes.add(type);
        }
        counts.computeIfAbsent(name, unused -> new long[1])[0]++;
        from = Math.min(from, millis);
        until = Math.max(until, millis);
    }

    /** Takes a {@code jdk.ActiveSetting}. */
    void setting(RecordedEvent event) {
        String name = event.getString("name");
        if (name.equals("oneIn") || name.equals("minimumSize")) {
            settings.add(new Setting(event.getLong("id"), name, event.getString("value")));
        }
    }

    private void apply(Setting setting) {
        String value = setting.value();
        switch (setting.name()) {
            case "oneIn" -> {
                isSettingKnown = true;
                oneIn = Math.max(oneIn, parse(value));
            }
            case "minimumSize" -> minimumSize = value.equals("0") ? minimumSize : value;
            default -> throw new IllegalStateException(setting.name());
        }
    }

    private static long parse(String value) {
        try {
            return Math.max(1, Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    void lost(RecordedEvent event) {
        Long amount = EventFields.whole(event, "amount");
        lostBytes += amount == null ? 0 : amount;
    }

    /** Takes a {@code jdk.JVMInformation}. */
    void jvm(RecordedEvent event) {
        Long pid = EventFields.whole(event, "pid");
        String version = EventFields.text(event, "jvmVersion");
        Instant started = event.hasField("jvmStartTime") ? event.getInstant("jvmStartTime") : null;
        if (daemons.size() < DAEMONS) {
            Daemon daemon = new Daemon(pid, version, started, null);
            daemons.put(pid + "@" + started, daemon);
        }
    }

    /** Takes a {@code jdk.OSInformation}. */
    void system(RecordedEvent event) {
        String text = EventFields.text(event, "osVersion");
        system = text == null ? system : firstLine(text);
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^(PRETTY_NAME|DISTRIB_DESCRIPTION)=", ""))
                .map(line -> line.replace("\"", ""))
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(text);
    }

    /** Takes a row of {@code DaemonStatistics}. */
    void statistics(long millis, RecordedEvent event) {
        addCounter(messages, millis, EventFields.whole(event, "messages"));
    }

    /** Takes a {@code Snapshot}. */
    void snapshot(long millis, RecordedEvent event) {
        addCounter(allocations, millis, EventFields.whole(event, "allocations"));
    }

    private static void addCounter(Curve curve, long millis, @Nullable Long count) {
        curve.add(millis, count == null ? null : (double) count);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    Instant from() {
        return Instant.ofEpochMilli(from);
    }

    Instant until() {
        return Instant.ofEpochMilli(until);
    }

    long lostBytes() {
        return lostBytes;
    }

    long oneIn() {
        return oneIn;
    }

    long count(String name) {
        long[] count = counts.get(name);
        return count == null ? 0 : count[0];
    }

    List<EventCount> events() {
        List<EventCount> events = new ArrayList<>();
        counts.forEach((name, count) -> events.add(new EventCount(name, count[0])));
        events.sort((one, other) -> Long.compare(other.count(), one.count()));
        return events;
    }

    List<Daemon> daemons() {
        return daemons.values().stream()
                .map(jvm -> new Daemon(jvm.pid(), jvm.javaVersion(), jvm.started(), system))
                .toList();
    }

    SingleBuffers singleBuffers(BufferFold buffers) {
        if (buffers.isEmpty()) {
            return new SingleBuffers("none", null, null, null, null);
        }
        boolean isThinned = oneIn > 1 || !minimumSize.equals("0");
        String status = isThinned ? "thinned" : isSettingKnown ? "all" : "unknown";
        return new SingleBuffers(
                status,
                buffers.from(),
                buffers.until(),
                isSettingKnown ? oneIn : null,
                isSettingKnown ? minimumSize : null);
    }

    /** Returns by how much the messages rose; null if there are not two counts. */
    @Nullable Long messages() {
        return rise(messages.points());
    }

    /** Returns by how much the allocations rose between whole snapshots. */
    @Nullable Long allocations() {
        return rise(allocations.points());
    }

    /** A counter that falls has begun again with another daemon. */
    private static @Nullable Long rise(List<Point> points) {
        double rise = 0;
        Double before = null;
        int known = 0;
        for (Point point : points) {
            Double value = point.value();
            if (value == null) {
                continue;
            }
            if (before != null) {
                rise += value >= before ? value - before : value;
            }
            before = value;
            known++;
        }
        return known < 2 ? null : Long.valueOf(Math.round(rise));
    }

    /** Returns the messages a second, of each two counts; empty if there are not two. */
    List<Series> messageRate() {
        Curve rate = new Curve();
        Point before = null;
        for (Point point : messages.points()) {
            Double value = point.value();
            Double last = before == null ? null : before.value();
            if (before != null && value != null && last != null) {
                long span = point.millis() - before.millis();
                boolean isNew = value < last || span <= 0;
                rate.add(point.millis(), isNew ? null : (value - last) * 1000 / span);
            }
            before = point;
        }
        return rate.isUnknown()
                ? List.of()
                : List.of(DeviceFold.series("messages", "1/s", rate, null));
    }
}
