package org.ttflight.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.host.LostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.UsageSource;

/** Makes the document of an observation. Thread-safe; touches nothing but the observation. */
public final class SnapshotBuilder {
    /** Longer command lines are cut: the document must stay small with many processes. */
    static final int COMMAND_LINE_LIMIT = 4096;

    private static final MemoryType[] TYPES = MemoryType.values();

    private final InstantSource clock;

    /**
     * @param clock what the document says its time is
     */
    public SnapshotBuilder(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Returns the document of this observation.
     *
     * @param status what the daemon says of itself; null where none runs
     */
    public SnapshotDocument build(Observation observation, @Nullable ServerStatus status) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LedgerSnapshot ledger = observation.ledger();
        List<DeviceState> devices = new ArrayList<>(observation.devices().size());
        for (ObservedDevice device : observation.devices()) {
            devices.add(DeviceStates.of(device));
        }
        List<ProcessState> processes = new ArrayList<>(observation.processes().size());
        for (ObservedProcess process : observation.processes()) {
            processes.add(process(process));
        }
        return new SnapshotDocument(
                SnapshotDocument.SCHEMA,
                now,
                ledger == null || status == null ? null : server(ledger, status, now),
                devices,
                processes,
                host(observation, status),
                RegionStates.of(observation.shared()));
    }

    private static ServerState server(LedgerSnapshot ledger, ServerStatus status, Instant now) {
        Instant start = status.startTime().truncatedTo(ChronoUnit.MILLIS);
        return new ServerState(
                status.version(),
                status.pid(),
                status.socket(),
                start,
                Math.max(0, Duration.between(start, now).toSeconds()),
                knownOrNull(status.openConnections()),
                knownOrNull(status.connections()),
                knownOrNull(status.messages()),
                status.rejections(),
                ledger.counts(),
                ledger.liveBuffers(),
                knownOrNull(ledger.allocations()),
                knownOrNull(ledger.frees()),
                knownOrNull(ledger.orphans()));
    }

    /** A count of a recording may be unknown. */
    private static @Nullable Long knownOrNull(long count) {
        return count < 0 ? null : Long.valueOf(count);
    }

    private static @Nullable Instant ofMicros(long epochMicros) {
        return epochMicros < 0 ? null : Instant.ofEpochMilli(epochMicros / 1000);
    }

    private static HostSummary host(Observation observation, @Nullable ServerStatus status) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("socket", status == null ? "no daemon" : "listening on " + status.socket());
        sources.put("driver", observation.host().driver());
        sources.put("sharedMemory", observation.shared().state());
        sources.put("reports", observation.reports().state());
        List<LostDeviceState> lost = new ArrayList<>();
        for (LostDevice device : observation.host().lost()) {
            lost.add(
                    new LostDeviceState(
                            device.device().ordinal(),
                            device.device().cardType(),
                            device.device().asicId(),
                            Instant.ofEpochMilli(device.lostMillis())));
        }
        return new HostSummary(
                observation.host().driverVersion(), sources, lost, Problems.of(observation));
    }

    private static ProcessState process(ObservedProcess process) {
        ProcessIdentity identity = process.identity();
        ProcessDescription description = process.description();
        ProcessUsage reported = process.reported();
        HostProcess host = process.host();
        List<ProcessMemory> devices = new ArrayList<>(process.devices().size());
        for (ObservedHolding held : process.devices()) {
            devices.add(
                    new ProcessMemory(
                            held.device(), held.isOpen(), held.hasDiscrepancy(), memory(held)));
        }
        Tracking tracking = process.tracking();
        Long cpuMillis = host == null ? null : host.cpuMillis();
        return new ProcessState(
                identity.pid(),
                identity.verified(),
                description.name(),
                user(identity, description),
                cut(description.commandLine()),
                timeOrNull(description.startEpochMillis()),
                reported == null ? null : ofMicros(reported.attachedMicros()),
                reported == null ? null : ofMicros(reported.lastReportMicros()),
                tracking.label(),
                devices,
                tracking.name(),
                tracking == Tracking.REPORTING ? null : tracking.description(),
                description.container(),
                description.pod(),
                cpuMillis == null ? null : Double.valueOf(cpuMillis / 1000.0),
                host == null ? null : host.cpuRatio(),
                host == null ? null : host.residentBytes());
    }

    /** Returns what is held by type; a type of which nobody says anything is left out. */
    private static MemoryByType memory(ObservedHolding held) {
        UsageSource source = held.source();
        if (source == UsageSource.NONE) {
            return MemoryByType.UNKNOWN;
        }
        SharedUsage shared = held.shared();
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        for (MemoryType type : TYPES) {
            Long used = held.used(type);
            if (used != null) {
                types.put(
                        type.label(),
                        new MemoryUse(
                                used,
                                held.peak(type),
                                held.reported() == null
                                        ? null
                                        : Long.valueOf(held.reported().buffers(type)),
                                null,
                                null,
                                source.label(),
                                shared == null ? null : shared.used(type),
                                null,
                                null));
            }
        }
        return new MemoryByType(types);
    }

    static @Nullable Instant timeOrNull(@Nullable Long epochMillis) {
        return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
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
