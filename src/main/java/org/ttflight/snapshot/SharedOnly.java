package org.ttflight.snapshot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tt-metal's shared memory alone tells: totals as they are written there, of a device also
 * those of processes that are gone. No telemetry, no buffers, no peaks, nothing that programs
 * report.
 */
public final class SharedOnly {
    private static final String SOURCE = "shared memory";

    private SharedOnly() {}

    /** Returns the document with that alone, without processes of which it tells nothing. */
    public static SnapshotDocument of(SnapshotDocument document) {
        List<DeviceState> devices = new ArrayList<>();
        for (DeviceState device : document.devices()) {
            devices.add(of(device));
        }
        List<ProcessState> processes = new ArrayList<>();
        for (ProcessState process : document.processes()) {
            List<ProcessMemory> held = new ArrayList<>();
            for (ProcessMemory on : process.devices()) {
                MemoryByType memory = of(on.memory());
                if (memory != null) {
                    held.add(new ProcessMemory(on.device(), on.open(), false, memory));
                }
            }
            if (!held.isEmpty()) {
                processes.add(process.withDevices(held));
            }
        }
        return new SnapshotDocument(
                document.schema(),
                document.time(),
                document.server(),
                devices,
                processes,
                document.host(),
                document.sharedMemory());
    }

    private static DeviceState of(DeviceState device) {
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        for (Map.Entry<String, MemoryUse> type : device.memory().types().entrySet()) {
            types.put(type.getKey(), of(type.getValue()));
        }
        return new DeviceState(
                device.device(),
                device.card(),
                device.architecture(),
                device.asicId(),
                device.simulated(),
                new MemoryByType(types),
                "unknown",
                null,
                null,
                null,
                0,
                null);
    }

    /** Returns null if shared memory tells nothing at all of it. */
    private static @Nullable MemoryByType of(MemoryByType memory) {
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        boolean isTold = false;
        for (Map.Entry<String, MemoryUse> type : memory.types().entrySet()) {
            types.put(type.getKey(), of(type.getValue()));
            isTold |= type.getValue().shared() != null;
        }
        return isTold ? new MemoryByType(types) : null;
    }

    private static MemoryUse of(MemoryUse use) {
        Long shared = use.shared();
        return new MemoryUse(
                shared,
                null,
                null,
                use.capacity(),
                use.capacitySource(),
                shared == null ? "none" : SOURCE,
                shared,
                use.unattributed(),
                null);
    }
}
