package org.ttflight.recording;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Happening;
import org.ttflight.recording.RecordingReport.Rejection;
import org.ttflight.recording.RecordingReport.Suspect;

/** What happened, and how often what was turned away. Not thread-safe. */
final class Timeline {
    /** Of each kind, so many of the first and so many of the last are kept. */
    private static final int KEPT = 40;

    private static final int REASONS = 100;
    private static final int SUSPECTS = 200;

    private static final String BAD = "bad";
    private static final String WARNING = "warning";
    private static final String NOTE = "note";

    private static final class Kept {
        private final List<Happening> first = new ArrayList<>();
        private final Deque<Happening> last = new ArrayDeque<>();
        private long omitted;

        void add(Happening happening) {
            if (first.size() < KEPT) {
                first.add(happening);
                return;
            }
            last.addLast(happening);
            if (last.size() > KEPT) {
                last.removeFirst();
                omitted++;
            }
        }
    }

    private final Map<String, Kept> kinds = new TreeMap<>();
    private final Map<String, Rejection> rejections = new TreeMap<>();
    private final List<Suspect> suspects = new ArrayList<>();

    private void add(
            long millis,
            String kind,
            String severity,
            @Nullable Long device,
            @Nullable Long pid,
            String text) {
        Happening happening =
                new Happening(
                        Instant.ofEpochMilli(millis),
                        kind,
                        severity,
                        device == null ? null : device.intValue(),
                        pid,
                        text);
        kinds.computeIfAbsent(kind, unused -> new Kept()).add(happening);
    }

    void healthChanged(long millis, int device, String before, String now) {
        boolean isWell = now.equals("ok");
        add(
                millis,
                "health",
                isWell ? NOTE : WARNING,
                (long) device,
                null,
                "health: " + now + (isWell ? " again (was: " + before + ")" : ""));
    }

    /** Takes an event of a device, by its name without the prefix. */
    void device(long millis, String event, RecordedEvent fields) {
        Long device = EventFields.whole(fields, "device");
        switch (event) {
            case "DeviceFound" -> add(millis, "device-found", NOTE, device, null, found(fields));
            case "DeviceLost" ->
                    add(
                            millis,
                            "device-lost",
                            BAD,
                            device,
                            null,
                            "lost: " + or(EventFields.text(fields, "reason"), "it is gone"));
            case "DeviceReturned" ->
                    add(
                            millis,
                            "device-returned",
                            NOTE,
                            device,
                            null,
                            "back" + after(fields, "away", " after "));
            case "DeviceBlocked" ->
                    add(millis, "device-blocked", BAD, device, null, "does not answer");
            case "DeviceUnblocked" ->
                    add(
                            millis,
                            "device-unblocked",
                            NOTE,
                            device,
                            null,
                            "answers again" + after(fields, "blocked", ", after "));
            case "HeartbeatStalled" ->
                    add(
                            millis,
                            "heartbeat-stalled",
                            BAD,
                            device,
                            null,
                            "the heartbeat stands still"
                                    + after(fields, "heartbeatAge", " since "));
            case "HeartbeatResumed" ->
                    add(
                            millis,
                            "heartbeat-resumed",
                            NOTE,
                            device,
                            null,
                            "the heartbeat goes on" + after(fields, "stalled", ", after "));
            default -> { // ThermalTrip
                Long trips = EventFields.whole(fields, "trips");
                add(
                        millis,
                        "thermal-trip",
                        BAD,
                        device,
                        null,
                        "shut down because of heat"
                                + (trips == null || trips == 1 ? "" : ", " + trips + " times"));
            }
        }
    }

    private static String found(RecordedEvent fields) {
        String card = EventFields.text(fields, "cardType");
        String pci = EventFields.text(fields, "pciAddress");
        return "found: " + or(card, "of unknown type") + (pci == null ? "" : " at " + pci);
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static String after(RecordedEvent fields, String field, String words) {
        Long span = EventFields.millis(fields, field);
        return span == null ? "" : words + Words.duration(span);
    }

    /** Takes a {@code ThresholdCrossed}. */
    void threshold(long millis, RecordedEvent fields) {
        add(
                millis,
                "threshold",
                WARNING,
                EventFields.whole(fields, "device"),
                null,
                or(EventFields.text(fields, "memoryType"), "memory")
                        + " reached its threshold of "
                        + Words.bytes(EventFields.whole(fields, "threshold"))
                        + ": "
                        + Words.bytes(EventFields.whole(fields, "used"))
                        + " in use");
    }

    /** Takes an {@code Incident}. */
    void incident(long millis, RecordedEvent fields) {
        String kind = or(EventFields.text(fields, "kind"), "incident");
        String file = EventFields.text(fields, "file");
        add(
                millis,
                "incident",
                BAD,
                EventFields.whole(fields, "device"),
                EventFields.whole(fields, "processId"),
                kind
                        + ": "
                        + or(EventFields.text(fields, "message"), "no message")
                        + (file == null ? "" : " (kept in " + file + ")"));
    }

    /** Takes a {@code ProcessExit} that left something behind. */
    void exit(long millis, RecordedEvent fields) {
        Long device = EventFields.whole(fields, "orphanedBytes");
        Long host = EventFields.whole(fields, "orphanedHostBytes");
        long left = (device == null ? 0 : device) + (host == null ? 0 : host);
        if (left > 0) {
            add(
                    millis,
                    "orphaned",
                    WARNING,
                    null,
                    EventFields.whole(fields, "processId"),
                    "ended with "
                            + Words.bytes(left)
                            + " not released: "
                            + or(EventFields.text(fields, "reason"), "it is gone"));
        }
    }

    /** Takes a {@code LeakSuspect}. */
    void suspect(long millis, RecordedEvent fields) {
        Long pid = EventFields.whole(fields, "processId");
        Long device = EventFields.whole(fields, "device");
        if (pid == null || device == null) {
            return;
        }
        Suspect suspect =
                new Suspect(
                        Instant.ofEpochMilli(millis),
                        pid,
                        null,
                        device.intValue(),
                        EventFields.text(fields, "kind"),
                        EventFields.text(fields, "memory"),
                        EventFields.whole(fields, "used"),
                        EventFields.whole(fields, "growthRate"),
                        EventFields.millis(fields, "idleTime"));
        if (suspects.size() < SUSPECTS) {
            suspects.add(suspect);
        }
        add(millis, "leak-suspect", WARNING, device, pid, Words.of(suspect));
    }

    /** Takes a {@code jdk.Shutdown}. */
    void shutdown(long millis, RecordedEvent fields) {
        add(
                millis,
                "daemon-ended",
                NOTE,
                null,
                null,
                "the daemon ended: " + or(EventFields.text(fields, "reason"), "no reason told"));
    }

    /** Takes a {@code MessageRejected}. */
    void rejected(long millis, RecordedEvent fields) {
        String reason = or(EventFields.text(fields, "reason"), "unknown");
        Instant time = Instant.ofEpochMilli(millis);
        Rejection now = new Rejection(reason, 1, time, time, EventFields.text(fields, "detail"));
        if (rejections.size() < REASONS || rejections.containsKey(reason)) {
            rejections.merge(reason, now, Timeline::both);
        }
    }

    private static Rejection both(Rejection one, Rejection other) {
        return new Rejection(
                one.reason(),
                one.count() + other.count(),
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last(),
                other.detail() == null ? one.detail() : other.detail());
    }

    /** Returns all that is kept, by time. */
    List<Happening> happened() {
        List<Happening> all = new ArrayList<>();
        for (Kept kept : kinds.values()) {
            all.addAll(kept.first);
            all.addAll(kept.last);
        }
        all.sort(Comparator.comparing(Happening::time));
        return all;
    }

    /** Returns how many are not kept. */
    long omitted() {
        return kinds.values().stream().mapToLong(kept -> kept.omitted).sum();
    }

    /** Returns the suspects with their names, by time. */
    List<Suspect> suspects(ProcessNames names) {
        return suspects.stream()
                .sorted(Comparator.comparing(Suspect::time))
                .map(suspect -> named(suspect, names.name(suspect.pid())))
                .toList();
    }

    private static Suspect named(Suspect suspect, @Nullable String name) {
        return new Suspect(
                suspect.time(),
                suspect.pid(),
                name,
                suspect.device(),
                suspect.kind(),
                suspect.memory(),
                suspect.used(),
                suspect.growthPerSecond(),
                suspect.idleMillis());
    }

    /** Returns what was turned away, the most frequent reason first. */
    List<Rejection> rejections() {
        return rejections.values().stream()
                .sorted(Comparator.comparingLong(Rejection::count).reversed())
                .toList();
    }
}
