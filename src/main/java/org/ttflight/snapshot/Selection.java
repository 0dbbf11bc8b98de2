package org.ttflight.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which devices and processes somebody wants to see. Immutable.
 *
 * @param devices ordinals; empty for all
 * @param pids processes; empty for all
 * @param users login names or user numbers; empty for all
 * @param name a part of the process's name or command line, in upper or lower case; null for any
 */
public record Selection(
        List<Integer> devices, List<Integer> pids, List<String> users, @Nullable String name) {
    /** Everything. */
    public static final Selection ALL = new Selection(List.of(), List.of(), List.of(), null);

    /** Takes copies. */
    public Selection {
        devices = List.copyOf(devices);
        pids = List.copyOf(pids);
        users = List.copyOf(users);
    }

    /** Returns whether nothing is left out. */
    public boolean isAll() {
        return devices.isEmpty() && pids.isEmpty() && users.isEmpty() && name == null;
    }

    /** Returns whether this device is wanted. */
    public boolean hasDevice(int device) {
        return devices.isEmpty() || devices.contains(device);
    }

    /** Returns whether this process is wanted, wherever it holds something. */
    public boolean hasProcess(ProcessState process) {
        return (pids.isEmpty() || pids.contains(process.pid()))
                && (users.isEmpty() || (process.user() != null && users.contains(process.user())))
                && isNamed(process);
    }

    private boolean isNamed(ProcessState process) {
        return name == null
                || contains(process.name(), name)
                || contains(process.commandLine(), name);
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null
                && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns the wanted part of a document: the wanted devices as they are, totals included, and
     * the wanted processes with what they hold on these devices.
     */
    public SnapshotDocument of(SnapshotDocument document) {
        if (isAll()) {
            return document;
        }
        List<DeviceState> wantedDevices = new ArrayList<>();
        for (DeviceState device : document.devices()) {
            if (hasDevice(device.device())) {
                wantedDevices.add(device);
            }
        }
        List<ProcessState> wantedProcesses = new ArrayList<>();
        for (ProcessState process : document.processes()) {
            ProcessState part = hasProcess(process) ? part(process) : null;
            if (part != null) {
                wantedProcesses.add(part);
            }
        }
        return new SnapshotDocument(
                document.schema(),
                document.time(),
                document.server(),
                wantedDevices,
                wantedProcesses,
                document.host(),
                document.sharedMemory());
    }

    /** Returns the process with only what it holds on wanted devices; null if that is nothing. */
    private @Nullable ProcessState part(ProcessState process) {
        if (devices.isEmpty()) {
            return process;
        }
        List<ProcessMemory> held = new ArrayList<>();
        for (ProcessMemory memory : process.devices()) {
            if (hasDevice(memory.device())) {
                held.add(memory);
            }
        }
        return held.isEmpty() ? null : process.withDevices(held);
    }
}
