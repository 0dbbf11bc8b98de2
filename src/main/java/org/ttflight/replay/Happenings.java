package org.ttflight.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;
import org.ttflight.recording.EventFields;

/**
 * Tells again what happened: to processes, to devices, and that thresholds were reached, those of
 * then and those that somebody sets now. Tells nothing while it is quiet. Thread-safe.
 */
final class Happenings {
    private static final Set<String> OF_DEVICES =
            Set.of(
                    "DeviceBlocked",
                    "DeviceUnblocked",
                    "HeartbeatStalled",
                    "HeartbeatResumed",
                    "ThermalTrip");

    private final List<LedgerListener> ledger;
    private final List<HostListener> host;
    private final Map<Place, Long> thresholds = new HashMap<>();
    private final Map<Place, Boolean> isReached = new HashMap<>();
    private boolean isQuiet;

    private record Place(int device, MemoryType type) {}

    /**
     * @param ledger hear of processes and thresholds
     * @param host hear of devices
     */
    Happenings(List<LedgerListener> ledger, List<HostListener> host) {
        this.ledger = List.copyOf(ledger);
        this.host = List.copyOf(host);
    }

    private void toLedger(Consumer<LedgerListener> call) {
        if (!isQuiet) {
            ledger.forEach(call);
        }
    }

    private void toHost(Consumer<HostListener> call) {
        if (!isQuiet) {
            host.forEach(call);
        }
    }

    synchronized void quiet(boolean quiet) {
        isQuiet = quiet;
    }

    synchronized void attached(ProcessIdentity process) {
        toLedger(listener -> listener.processAttached(process));
    }

    /** Only the sums are known, so that they stand for one device and type. */
    synchronized void exited(ProcessIdentity process, RecordedEvent event) {
        if (isQuiet) {
            return;
        }
        long[] used = new long[MemoryType.COUNT];
        long[] buffers = new long[MemoryType.COUNT];
        used[MemoryType.DRAM.ordinal()] = Fields.need(event, "orphanedBytes");
        used[MemoryType.SYSTEM_MEMORY.ordinal()] = Fields.need(event, "orphanedHostBytes");
        buffers[MemoryType.DRAM.ordinal()] = Fields.need(event, "orphanedBuffers");
        long micros = event.getStartTime().toEpochMilli() * 1000;
        Long lifetime = EventFields.millis(event, "lifetime");
        ProcessUsage last =
                new ProcessUsage(
                        process,
                        lifetime == null ? -1 : micros - lifetime * 1000,
                        event.getInstant("lastReport").toEpochMilli() * 1000,
                        null,
                        List.of(new DeviceUsage(0, Usage.copyOf(used, used, buffers))),
                        Fields.need(event, "allocations"),
                        Fields.need(event, "frees"));
        ExitReason reason = reason(EventFields.text(event, "reason"));
        toLedger(listener -> listener.processExited(last, reason));
    }

    private static ExitReason reason(@Nullable String description) {
        for (ExitReason reason : ExitReason.values()) {
            if (reason.description().equals(description)) {
                return reason;
            }
        }
        return ExitReason.DISCONNECTED;
    }

    /** Something happened that is not to processes: books it, and tells it. */
    synchronized void tell(String kind, RecordedEvent event, DeviceBook devices) {
        switch (kind) {
            case "DeviceFound" -> {
                HostDevice device = devices.found(event);
                toHost(listener -> listener.deviceFound(device));
            }
            case "DeviceLost" -> {
                String reason = EventFields.text(event, "reason");
                HostDevice device = devices.lost(event);
                toHost(l -> l.deviceLost(device, reason == null ? "unknown" : reason));
            }
            case "DeviceReturned" -> {
                int last = Fields.device(Fields.need(event, "lastDevice"));
                HostDevice device = devices.returned(event, last);
                long away = millis(event, "away");
                toHost(listener -> listener.deviceReturned(device, last, away));
            }
            case "ThresholdCrossed" -> thresholdCrossed(event);
            default -> stayed(kind, event, devices);
        }
    }

    /** Something happened to a device that was there before and after. */
    private void stayed(String kind, RecordedEvent event, DeviceBook devices) {
        if (!OF_DEVICES.contains(kind)) {
            return; // of a kind that no bean tells of
        }
        HostDevice device = devices.named(event);
        switch (kind) {
            case "DeviceBlocked" -> toHost(listener -> listener.deviceBlocked(device));
            case "DeviceUnblocked" -> {
                long blocked = millis(event, "blocked");
                toHost(listener -> listener.deviceUnblocked(device, blocked));
            }
            case "HeartbeatStalled" -> {
                long value = Fields.need(event, "heartbeat");
                long age = millis(event, "heartbeatAge");
                toHost(listener -> listener.heartbeatStalled(device, value, age));
            }
            case "HeartbeatResumed" -> {
                long stalled = millis(event, "stalled");
                toHost(listener -> listener.heartbeatResumed(device, stalled));
            }
            default -> {
                long trips = Fields.need(event, "trips");
                long total = Fields.need(event, "thermalTrips");
                toHost(listener -> listener.thermalTrip(device, trips, total));
            }
        }
    }

    private static long millis(RecordedEvent event, String field) {
        Long millis = EventFields.millis(event, field);
        return millis == null ? 0 : millis;
    }

    private void thresholdCrossed(RecordedEvent event) {
        int device = Fields.device(event);
        MemoryType type = Fields.memoryType(event);
        long used = Fields.need(event, "used");
        long threshold = Fields.need(event, "threshold");
        toLedger(listener -> listener.thresholdReached(device, type, used, threshold));
    }

    /** Sets a threshold of now, 0 for none. */
    synchronized void threshold(int device, MemoryType type, long bytes) {
        Place place = new Place(device, type);
        isReached.remove(place);
        if (bytes <= 0) {
            thresholds.remove(place);
        } else {
            thresholds.put(place, bytes);
        }
    }

    /** Compares what programs report with the thresholds of now. */
    synchronized void used(List<DeviceUsage> devices) {
        if (thresholds.isEmpty()) {
            return;
        }
        for (DeviceUsage device : devices) {
            for (MemoryType type : MemoryType.values()) {
                used(new Place(device.device(), type), device.usage().used(type));
            }
        }
    }

    private void used(Place place, long used) {
        Long threshold = thresholds.get(place);
        if (threshold == null) {
            return;
        }
        boolean isNow = used >= threshold;
        boolean was = Boolean.TRUE.equals(isReached.put(place, isNow));
        if (isNow && !was) {
            toLedger(l -> l.thresholdReached(place.device(), place.type(), used, threshold));
        }
    }
}
