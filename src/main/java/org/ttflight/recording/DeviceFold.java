package org.ttflight.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.InUse.Kind;
import org.ttflight.recording.RecordingReport.Device;
import org.ttflight.recording.RecordingReport.HighWater;
import org.ttflight.recording.RecordingReport.Holder;
import org.ttflight.recording.RecordingReport.Peak;
import org.ttflight.recording.RecordingReport.Point;
import org.ttflight.recording.RecordingReport.Series;

/** What the recordings tell of each device: memory, peaks, sensors. Not thread-safe. */
final class DeviceFold {
    /** A recording that names more is damaged, or not ours. */
    private static final int LIMIT = 256;

    private static final int HOLDERS = 20;

    private static final class State {
        private final Map<String, Curve> types = new LinkedHashMap<>();
        private final Map<String, Long> highWater = new TreeMap<>();
        private final Map<String, Long> capacities = new TreeMap<>();
        private final Map<Kind, Curve> inUse = new TreeMap<>();
        private final Map<Kind, PeakSearch> peaks = new TreeMap<>();
        private final Curve temperature = new Curve();
        private final Curve power = new Curve();
        private final Curve clock = new Curve();
        private @Nullable Double temperatureLimit;
        private @Nullable Double powerLimit;
        private @Nullable String card;
        private @Nullable String asicId;
        private @Nullable String pciAddress;
        private @Nullable String health;
        private long healthMillis = Long.MIN_VALUE;

        Curve inUse(Kind kind) {
            return inUse.computeIfAbsent(kind, unused -> new Curve());
        }

        PeakSearch peak(Kind kind) {
            return peaks.computeIfAbsent(kind, unused -> new PeakSearch());
        }
    }

    private final Map<Integer, State> devices = new TreeMap<>();
    private final Timeline timeline;
    private final OpenSnapshots<Map<Integer, InUse>> snapshots =
            new OpenSnapshots<>(TreeMap::new, this::close);

    DeviceFold(Timeline timeline) {
        this.timeline = timeline;
    }

    private @Nullable State state(RecordedEvent event) {
        Long device = EventFields.whole(event, "device");
        if (device == null || device > Integer.MAX_VALUE) {
            return null;
        }
        State known = devices.get(device.intValue());
        if (known == null && devices.size() < LIMIT) {
            known = new State();
            devices.put(device.intValue(), known);
        }
        return known;
    }

    /** Takes a row of {@code DeviceMemory}. */
    void memory(long millis, RecordedEvent event) {
        State state = state(event);
        String type = EventFields.text(event, "memoryType");
        Long snapshot = EventFields.whole(event, "snapshot");
        if (state == null || type == null || snapshot == null) {
            return;
        }
        Long used = EventFields.whole(event, "used");
        if (state.types.size() < 16 || state.types.containsKey(type)) {
            state.types
                    .computeIfAbsent(type, unused -> new Curve())
                    .add(millis, used == null ? null : (double) used);
            keepLast(state.capacities, type, EventFields.whole(event, "capacity"));
            Long peak = EventFields.whole(event, "peak");
            if (peak != null) {
                state.highWater.merge(type, peak, Math::max);
            }
        }
        snapshots
                .of(snapshot, millis)
                .computeIfAbsent(event.getInt("device"), unused -> new InUse())
                .add(type, used);
    }

    private static void keepLast(Map<String, Long> values, String type, @Nullable Long value) {
        if (value != null) {
            values.put(type, value);
        }
    }

    private void close(long millis, Map<Integer, InUse> rows) {
        rows.forEach(
                (device, inUse) -> {
                    State state = devices.get(device);
                    if (state == null) {
                        return;
                    }
                    for (Kind kind : Kind.values()) {
                        Long used = inUse.used(kind);
                        state.inUse(kind).add(millis, used == null ? null : (double) used);
                        if (used != null) {
                            state.peak(kind).sample(millis, used, inUse.isAtLeast(kind));
                        }
                    }
                });
    }

    /** Takes what all processes held at a time, by device. */
    void held(long millis, Map<Integer, Map<Kind, List<Holder>>> byDevice) {
        devices.forEach(
                (device, state) -> {
                    for (Kind kind : Kind.values()) {
                        List<Holder> holders =
                                byDevice.getOrDefault(device, Map.of())
                                        .getOrDefault(kind, List.of());
                        state.peak(kind).held(new PeakSearch.Held(millis, holders));
                    }
                });
    }

    /** Takes a row of {@code DeviceTelemetry}. */
    void telemetry(long millis, RecordedEvent event) {
        State state = state(event);
        if (state == null) {
            return;
        }
        state.temperature.add(millis, EventFields.number(event, "temperature"));
        state.power.add(millis, EventFields.number(event, "power"));
        Long aiclk = EventFields.whole(event, "aiclk");
        state.clock.add(millis, aiclk == null ? null : (double) aiclk);
        Double temperatureLimit = EventFields.number(event, "temperatureLimit");
        state.temperatureLimit =
                temperatureLimit == null ? state.temperatureLimit : temperatureLimit;
        Double powerLimit = EventFields.number(event, "powerLimit");
        state.powerLimit = powerLimit == null ? state.powerLimit : powerLimit;
        identify(state, event);
        String health = EventFields.text(event, "health");
        if (health != null && millis > state.healthMillis) {
            if (state.health != null && !state.health.equals(health)) {
                timeline.healthChanged(millis, event.getInt("device"), state.health, health);
            }
            state.health = health;
            state.healthMillis = millis;
        }
    }

    /** Takes an event that says what a device is. */
    void identify(RecordedEvent event) {
        State state = state(event);
        if (state != null) {
            identify(state, event);
        }
    }

    private static void identify(State state, RecordedEvent event) {
        String asicId = EventFields.text(event, "asicId");
        state.asicId = asicId == null ? state.asicId : asicId;
        String card = EventFields.text(event, "cardType");
        state.card = card == null ? state.card : card;
        String pci = EventFields.text(event, "pciAddress");
        state.pciAddress = pci == null ? state.pciAddress : pci;
    }

    /** There are no more rows. */
    void end() {
        snapshots.end();
    }

    List<Device> devices(ProcessNames names) {
        List<Device> all = new ArrayList<>();
        devices.forEach((number, state) -> all.add(device(number, state, names)));
        return all;
    }

    private static Device device(int number, State state, ProcessNames names) {
        List<Series> memory = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Curve curve = state.inUse.get(kind);
            if (curve != null && !curve.isUnknown()) {
                memory.add(series(kind + " in use", "bytes", curve, capacity(state, kind.name())));
            }
        }
        state.types.forEach(
                (type, curve) -> {
                    Point highest = curve.highest();
                    Double value = highest == null ? null : highest.value();
                    if (value != null && value > 0) {
                        memory.add(series(type, "bytes", curve, capacity(state, type)));
                    }
                });
        List<Peak> peaks = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            PeakSearch search = state.peaks.get(kind);
            if (search != null && search.used() >= 0) {
                peaks.add(peak(kind, search, state, names));
            }
        }
        List<Series> telemetry = new ArrayList<>();
        addKnown(telemetry, "temperature", "°C", state.temperature, state.temperatureLimit);
        addKnown(telemetry, "power", "W", state.power, state.powerLimit);
        addKnown(telemetry, "AICLK", "MHz", state.clock, null);
        return new Device(
                number,
                state.card,
                state.asicId,
                state.pciAddress,
                state.health,
                memory,
                peaks,
                telemetry);
    }

    private static @Nullable Double capacity(State state, String type) {
        Long capacity = state.capacities.get(type);
        return capacity == null ? null : (double) capacity;
    }

    private static void addKnown(
            List<Series> all, String name, String unit, Curve curve, @Nullable Double limit) {
        if (!curve.isUnknown()) {
            all.add(series(name, unit, curve, limit));
        }
    }

    static Series series(String name, String unit, Curve curve, @Nullable Double limit) {
        return new Series(
                name,
                unit,
                valueOf(curve.lowest()),
                valueOf(curve.highest()),
                valueOf(curve.last()),
                limit,
                curve.points());
    }

    private static @Nullable Double valueOf(@Nullable Point point) {
        return point == null ? null : point.value();
    }

    private static Peak peak(Kind kind, PeakSearch search, State state, ProcessNames names) {
        List<HighWater> marks = new ArrayList<>();
        state.highWater.forEach(
                (type, bytes) -> {
                    if (Kind.of(type) == kind && bytes > 0) {
                        marks.add(new HighWater(type, bytes));
                    }
                });
        PeakSearch.Held held = search.held();
        List<Holder> holders = held == null ? List.of() : held.holders();
        long told = holders.stream().mapToLong(Holder::used).sum();
        return new Peak(
                kind.name(),
                search.used(),
                search.isAtLeast(),
                Instant.ofEpochMilli(search.millis()),
                state.capacities.get(kind.name()),
                marks,
                holders.stream().limit(HOLDERS).map(names::named).toList(),
                Math.max(0, holders.size() - HOLDERS),
                held == null ? null : Instant.ofEpochMilli(held.millis()),
                held == null ? null : search.used() - told);
    }
}
