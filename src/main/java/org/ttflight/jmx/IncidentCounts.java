package org.ttflight.jmx;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.ttflight.host.HostDevice;

/**
 * How often what happened to each chip since the daemon's start; to each ordinal, where the chip
 * does not tell its number. Thread-safe.
 */
final class IncidentCounts {
    private final Map<String, Chip> chips = new ConcurrentHashMap<>();

    private static String key(HostDevice device) {
        String asicId = device.asicId();
        return asicId == null ? "ordinal " + device.ordinal() : asicId;
    }

    void count(DeviceIncident incident) {
        Chip chip = chips.computeIfAbsent(key(incident.device()), key -> new Chip());
        chip.of(incident.kind()).increment();
        Long last = incident.lastDevice();
        if (last != null && last != incident.device().ordinal()) {
            chip.ordinalChanges.increment();
        }
    }

    /** Returns how often this happened to the chip. */
    long of(HostDevice device, DeviceIncident.Kind kind) {
        Chip chip = chips.get(key(device));
        return chip == null ? 0 : chip.of(kind).sum();
    }

    /** Returns how often the chip came back with another ordinal. */
    long ordinalChanges(HostDevice device) {
        Chip chip = chips.get(key(device));
        return chip == null ? 0 : chip.ordinalChanges.sum();
    }

    /** The map is filled once and then only read. */
    private static final class Chip {
        private final Map<DeviceIncident.Kind, LongAdder> counts =
                new EnumMap<>(DeviceIncident.Kind.class);
        private final LongAdder ordinalChanges = new LongAdder();

        Chip() {
            for (DeviceIncident.Kind kind : DeviceIncident.Kind.values()) {
                counts.put(kind, new LongAdder());
            }
        }

        LongAdder of(DeviceIncident.Kind kind) {
            return Objects.requireNonNull(counts.get(kind));
        }
    }
}
