package org.ttflight.snapshot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of a document of which only the programs' own reports tell, for tests. */
public final class SocketOnly {
    private SocketOnly() {}

    /** Returns the document of a daemon that has no other sources. */
    public static SnapshotDocument document(
            int schema,
            Instant time,
            @Nullable ServerState server,
            List<DeviceState> devices,
            List<ProcessState> processes) {
        return new SnapshotDocument(
                schema, time, server, devices, processes, HostSummary.UNKNOWN, List.of());
    }

    /** Returns a device that the driver does not have. */
    public static DeviceState device(
            int device,
            @Nullable String card,
            @Nullable String architecture,
            @Nullable String asicId,
            boolean simulated,
            MemoryByType memory) {
        return new DeviceState(
                device,
                card,
                architecture,
                asicId,
                simulated,
                memory,
                "unknown",
                null,
                null,
                null,
                0,
                null);
    }

    /** Returns what is held of one memory type. */
    public static MemoryUse use(
            long used,
            long peak,
            long buffers,
            @Nullable Long capacity,
            @Nullable String capacitySource) {
        return new MemoryUse(
                used, peak, buffers, capacity, capacitySource, "socket", null, null, null);
    }

    /** Returns what a process holds on a device. */
    public static ProcessMemory held(int device, MemoryByType memory) {
        return new ProcessMemory(device, null, false, memory);
    }

    /** Returns a process that reports. */
    public static ProcessState process(
            int pid,
            boolean verified,
            @Nullable String name,
            @Nullable String user,
            @Nullable String commandLine,
            @Nullable Instant startTime,
            @Nullable Instant attachedTime,
            @Nullable Instant lastReportTime,
            String status,
            List<ProcessMemory> devices) {
        return new ProcessState(
                pid,
                verified,
                name,
                user,
                commandLine,
                startTime,
                attachedTime,
                lastReportTime,
                status,
                devices,
                Tracking.REPORTING.name(),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
