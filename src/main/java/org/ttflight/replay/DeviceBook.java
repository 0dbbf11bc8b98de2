package org.ttflight.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceIdentity;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.LostDevice;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.Usage;
import org.ttflight.recording.EventFields;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedMemory;

/** What was last told of each device. Not thread-safe. */
final class DeviceBook {
    private static final MemoryType[] TYPES = MemoryType.values();
    private static final Duration LOST_FOR = Duration.ofHours(1);

    private Map<Integer, Map<MemoryType, ObservedMemory>> memory = new HashMap<>();
    private Map<Integer, Unexplained> unexplained = new HashMap<>();
    private Map<Integer, TelemetryRow> telemetry = new HashMap<>();
    private final Map<Integer, Identity> identities = new HashMap<>();
    private final Map<Integer, Since> statuses = new HashMap<>();
    private final List<LostDevice> lost = new ArrayList<>();

    private record Unexplained(@Nullable Long bytes, @Nullable String basis) {}

    private record Since(DeviceStatus status, long epochMillis) {}

    /** What the driver says of a device, as far as an event told it. */
    private record Identity(
            @Nullable String asicId, @Nullable String cardType, @Nullable String pciAddress) {
        static Identity of(RecordedEvent event) {
            return new Identity(
                    EventFields.text(event, "asicId"),
                    EventFields.text(event, "cardType"),
                    EventFields.text(event, "pciAddress"));
        }
    }

    void memory(List<RecordedEvent> rows) {
        Map<Integer, Map<MemoryType, ObservedMemory>> now = new HashMap<>();
        for (RecordedEvent row : rows) {
            now.computeIfAbsent(Fields.device(row), device -> new EnumMap<>(MemoryType.class))
                    .put(Fields.memoryType(row), memory(row));
        }
        memory = now;
    }

    private static ObservedMemory memory(RecordedEvent row) {
        return new ObservedMemory(
                EventFields.whole(row, "used"),
                EventFields.whole(row, "peak"),
                EventFields.whole(row, "buffers"),
                Fields.source(row),
                Fields.capacity(row),
                EventFields.whole(row, "shared"),
                EventFields.whole(row, "unattributed"),
                null);
    }

    void unexplained(List<RecordedEvent> rows) {
        Map<Integer, Unexplained> now = new HashMap<>();
        for (RecordedEvent row : rows) {
            now.put(
                    Fields.device(row),
                    new Unexplained(
                            EventFields.whole(row, "unexplained"), EventFields.text(row, "basis")));
        }
        unexplained = now;
    }

    void telemetry(List<RecordedEvent> rows) {
        Map<Integer, TelemetryRow> now = new HashMap<>();
        for (RecordedEvent row : rows) {
            TelemetryRow read = TelemetryRow.of(row);
            now.put(read.device(), read);
            long millis = row.getStartTime().toEpochMilli();
            Since since = statuses.get(read.device());
            if (since == null || since.status() != read.status()) {
                statuses.put(read.device(), new Since(read.status(), millis));
            }
            lost.removeIf(gone -> isSame(gone.device(), read));
        }
        telemetry = now;
    }

    private static boolean isSame(HostDevice gone, TelemetryRow read) {
        return gone.asicId() == null
                ? gone.ordinal() == read.device()
                : Objects.equals(gone.asicId(), read.asicId());
    }

    /** A device is there; returns what is known of it. */
    HostDevice found(RecordedEvent event) {
        int ordinal = Fields.device(event);
        Identity identity = Identity.of(event);
        lost.removeIf(
                gone ->
                        identity.asicId() == null
                                ? gone.device().ordinal() == ordinal
                                : Objects.equals(gone.device().asicId(), identity.asicId()));
        identities.put(ordinal, identity);
        statuses.remove(ordinal);
        return device(ordinal);
    }

    /** A chip is back, maybe at another place; returns what is known of it. */
    HostDevice returned(RecordedEvent event, int lastOrdinal) {
        int ordinal = Fields.device(event);
        String asicId = EventFields.text(event, "asicId");
        Identity before = identities.get(lastOrdinal);
        for (LostDevice gone : lost) {
            if (gone.device().ordinal() == lastOrdinal) {
                before =
                        new Identity(
                                asicId,
                                gone.device().cardType(),
                                gone.device().identity().pciAddress());
            }
        }
        lost.removeIf(gone -> gone.device().ordinal() == lastOrdinal);
        identities.put(ordinal, before == null ? new Identity(asicId, null, null) : before);
        statuses.remove(ordinal);
        return device(ordinal);
    }

    /** A device is gone; returns what was known of it. */
    HostDevice lost(RecordedEvent event) {
        int ordinal = Fields.device(event);
        identities.put(ordinal, Identity.of(event));
        HostDevice device = device(ordinal);
        telemetry.remove(ordinal);
        statuses.remove(ordinal);
        lost.add(new LostDevice(device, event.getStartTime().toEpochMilli()));
        return device;
    }

    /** Something happened to a device; returns what is known of it. */
    HostDevice named(RecordedEvent event) {
        int ordinal = Fields.device(event);
        String asicId = EventFields.text(event, "asicId");
        if (asicId != null && !identities.containsKey(ordinal)) {
            identities.put(ordinal, new Identity(asicId, null, null));
        }
        return device(ordinal);
    }

    private HostDevice device(int ordinal) {
        Identity told = identities.get(ordinal);
        TelemetryRow read = telemetry.get(ordinal);
        String asicId = read != null ? read.asicId() : told == null ? null : told.asicId();
        boolean isOther =
                told != null
                        && asicId != null
                        && told.asicId() != null
                        && !asicId.equals(told.asicId());
        String card = told == null || isOther ? null : told.cardType();
        String address = told == null || isOther ? null : told.pciAddress();
        return new HostDevice(
                ordinal,
                card == null ? null : CardType.ofLabel(card),
                asicId,
                false,
                new DeviceIdentity(card, null, address, null, null, Map.of()),
                capacity(ordinal, MemoryType.DRAM),
                capacity(ordinal, MemoryType.L1));
    }

    private Capacity capacity(int ordinal, MemoryType type) {
        return memory(ordinal).getOrDefault(type, ObservedMemory.UNKNOWN).capacity();
    }

    private Map<MemoryType, ObservedMemory> memory(int ordinal) {
        return memory.getOrDefault(ordinal, Map.of());
    }

    /** Returns all devices, by ordinal. */
    List<ObservedDevice> devices() {
        TreeSet<Integer> ordinals = new TreeSet<>(memory.keySet());
        ordinals.addAll(telemetry.keySet());
        List<ObservedDevice> devices = new ArrayList<>(ordinals.size());
        for (int ordinal : ordinals) {
            TelemetryRow read = telemetry.get(ordinal);
            HostDevice device = device(ordinal);
            Unexplained more = unexplained.get(ordinal);
            devices.add(
                    new ObservedDevice(
                            device,
                            read == null ? null : sample(device, read),
                            memory(ordinal),
                            more == null ? null : more.bytes(),
                            more == null ? null : more.basis(),
                            read == null ? 0 : read.untracked(),
                            null,
                            read == null ? health(ordinal) : read.health()));
        }
        return devices;
    }

    private DeviceSample sample(HostDevice device, TelemetryRow read) {
        Since since = statuses.get(device.ordinal());
        return new DeviceSample(
                device,
                read.status(),
                since == null ? 0 : since.epochMillis(),
                read.telemetry(),
                Holders.UNKNOWN);
    }

    private String health(int ordinal) {
        for (LostDevice gone : lost) {
            if (gone.device().ordinal() == ordinal) {
                Instant time = Instant.ofEpochMilli(gone.lostMillis());
                return "lost since " + time.truncatedTo(ChronoUnit.SECONDS);
            }
        }
        return "unknown";
    }

    /** Returns the devices that the driver knew, out of all. */
    static List<DeviceSample> samples(List<ObservedDevice> devices) {
        List<DeviceSample> samples = new ArrayList<>();
        for (ObservedDevice device : devices) {
            DeviceSample sample = device.sample();
            if (sample != null) {
                samples.add(sample);
            }
        }
        return samples;
    }

    /** Returns the devices that were there within the last hour. */
    List<LostDevice> lost(Instant now) {
        long earliest = now.minus(LOST_FOR).toEpochMilli();
        lost.removeIf(gone -> gone.lostMillis() < earliest);
        return List.copyOf(lost);
    }

    /** Returns what programs reported, where any did. */
    List<DeviceUsage> reported() {
        Map<Integer, Usage> usages = new LinkedHashMap<>();
        for (int ordinal : new TreeSet<>(memory.keySet())) {
            long[] used = new long[TYPES.length];
            long[] peak = new long[TYPES.length];
            long[] buffers = new long[TYPES.length];
            boolean isReported = false;
            for (MemoryType type : TYPES) {
                ObservedMemory known = memory(ordinal).getOrDefault(type, ObservedMemory.UNKNOWN);
                if (known.buffers() != null) {
                    isReported = true;
                    used[type.ordinal()] = known.used() == null ? 0 : known.used();
                    peak[type.ordinal()] = known.peak() == null ? 0 : known.peak();
                    buffers[type.ordinal()] = known.buffers();
                }
            }
            if (isReported) {
                usages.put(ordinal, Usage.copyOf(used, peak, buffers));
            }
        }
        List<DeviceUsage> reported = new ArrayList<>(usages.size());
        usages.forEach((device, usage) -> reported.add(new DeviceUsage(device, usage)));
        return reported;
    }
}
