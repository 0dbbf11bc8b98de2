package org.ttflight.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/** Makes the document. Thread-safe as far as its sources are; touches nothing but them. */
public final class SnapshotBuilder {
    /** Longer command lines are cut: the document must stay small with many processes. */
    static final int COMMAND_LINE_LIMIT = 4096;

    private final DeviceCatalog catalog;
    private final Function<ProcessIdentity, ProcessDescription> descriptions;
    private final InstantSource clock;

    /**
     * @param descriptions what people call a process; asked for every verified process of every
     *     document, so it should remember its answers
     */
    public SnapshotBuilder(
            DeviceCatalog catalog,
            Function<ProcessIdentity, ProcessDescription> descriptions,
            InstantSource clock) {
        this.catalog = catalog;
        this.descriptions = descriptions;
        this.clock = clock;
    }

    /** Returns the document of now. */
    public SnapshotDocument build(LedgerSnapshot ledger, ServerStatus status) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<ProcessState> processes = new ArrayList<>();
        for (ProcessUsage usage : ledger.processes()) {
            processes.add(process(usage));
        }
        return new SnapshotDocument(
                SnapshotDocument.SCHEMA,
                now,
                server(ledger, status, now),
                devices(ledger),
                processes);
    }

    private static ServerState server(LedgerSnapshot ledger, ServerStatus status, Instant now) {
        Map<String, Long> anomalies = new LinkedHashMap<>();
        for (Anomaly anomaly : Anomaly.values()) {
            anomalies.put(anomaly.label(), ledger.count(anomaly));
        }
        Instant start = status.startTime().truncatedTo(ChronoUnit.MILLIS);
        return new ServerState(
                status.version(),
                status.pid(),
                status.socket(),
                start,
                Math.max(0, Duration.between(start, now).toSeconds()),
                status.openConnections(),
                status.connections(),
                status.messages(),
                status.rejections(),
                anomalies,
                ledger.liveBuffers(),
                ledger.allocations(),
                ledger.frees(),
                ledger.orphans());
    }

    /** Lists the devices of the catalogue, and those that only programs know of. */
    private List<DeviceState> devices(LedgerSnapshot ledger) {
        TreeSet<Integer> ordinals = new TreeSet<>();
        for (HostDevice device : catalog.devices()) {
            ordinals.add(device.ordinal());
        }
        for (DeviceUsage device : ledger.devices()) {
            ordinals.add(device.device());
        }
        List<DeviceState> states = new ArrayList<>();
        for (int ordinal : ordinals) {
            HostDevice device = catalog.device(ordinal);
            states.add(
                    new DeviceState(
                            ordinal,
                            device.card() == null ? null : device.card().label(),
                            device.architecture(),
                            device.asicId(),
                            device.simulated(),
                            deviceMemory(device, ledger.on(ordinal))));
        }
        return states;
    }

    private static MemoryByType deviceMemory(HostDevice device, Usage usage) {
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        for (MemoryType type : MemoryType.values()) {
            types.put(type.label(), use(usage, type, capacity(device, type)));
        }
        return new MemoryByType(types);
    }

    private static @Nullable Capacity capacity(HostDevice device, MemoryType type) {
        return switch (type) {
            case DRAM -> device.dram();
            case L1 -> device.l1();
            default -> null;
        };
    }

    private static MemoryUse use(Usage usage, MemoryType type, @Nullable Capacity capacity) {
        return new MemoryUse(
                usage.used(type),
                usage.peak(type),
                usage.buffers(type),
                capacity == null ? null : capacity.bytes(),
                capacity == null ? null : capacity.source().label());
    }

    private ProcessState process(ProcessUsage usage) {
        ProcessIdentity identity = usage.identity();
        // The pid of a process outside our pid namespace may be somebody else's here.
        ProcessDescription description =
                identity.verified() ? descriptions.apply(identity) : ProcessDescription.UNKNOWN;
        List<ProcessMemory> devices = new ArrayList<>();
        for (DeviceUsage held : usage.devices()) {
            Map<String, MemoryUse> types = new LinkedHashMap<>();
            for (MemoryType type : MemoryType.values()) {
                types.put(type.label(), use(held.usage(), type, null));
            }
            devices.add(new ProcessMemory(held.device(), new MemoryByType(types)));
        }
        Long start = description.startEpochMillis();
        return new ProcessState(
                identity.pid(),
                identity.verified(),
                description.name(),
                user(identity, description),
                cut(description.commandLine()),
                start == null ? null : Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(usage.attachedMicros() / 1000),
                Instant.ofEpochMilli(usage.lastReportMicros() / 1000),
                identity.verified() ? "Connected" : "Connected, pid not verified",
                devices);
    }

    private static @Nullable String user(ProcessIdentity identity, ProcessDescription description) {
        if (description.user() != null || identity.uid() == -1) {
            return description.user();
        }
        return Integer.toUnsignedString(identity.uid());
    }

    private static @Nullable String cut(@Nullable String commandLine) {
        if (commandLine == null || commandLine.length() <= COMMAND_LINE_LIMIT) {
            return commandLine;
        }
        boolean splitsPair = Character.isHighSurrogate(commandLine.charAt(COMMAND_LINE_LIMIT - 1));
        return commandLine.substring(0, COMMAND_LINE_LIMIT - (splitsPair ? 1 : 0)) + "…";
    }
}
