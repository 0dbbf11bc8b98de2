package org.ttflight.snapshot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** Returns whether some processes may be left out for what they are, not for their devices. */
    public boolean choosesProcesses() {
        return !pids.isEmpty() || !users.isEmpty() || name != null;
    }

    /** Returns the wanted devices that are not there, nor were there lately. */
    public List<Integer> missingDevices(SnapshotDocument document) {
        Set<Integer> known = new HashSet<>();
        for (DeviceState device : document.devices()) {
            known.add(device.device());
        }
        for (LostDeviceState lost : document.host().lost()) {
            known.add(lost.device());
        }
        List<Integer> missing = new ArrayList<>();
        for (int device : devices) {
            if (known.add(device)) {
                missing.add(device);
            }
        }
        return missing;
    }

    /** Returns the wanted pids that no process in this document has. */
    public List<Integer> missingPids(SnapshotDocument document) {
        Set<Integer> known = new HashSet<>();
        for (ProcessState process : document.processes()) {
            known.add(process.pid());
        }
        List<Integer> missing = new ArrayList<>();
        for (int pid : pids) {
            if (known.add(pid)) {
                missing.add(pid);
            }
        }
        return missing;
    }

    /** Returns the same for other users. */
    public Selection withUsers(List<String> others) {
        return new Selection(devices, pids, others, name);
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
     * Returns the wanted part of a document: the wanted devices as they are, totals included, the
     * wanted processes with what they hold on these devices, and the shared memory that belongs to
     * these devices, or to nobody knows which.
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
                host(document.host()),
                sharedMemory(document.sharedMemory()));
    }

    private HostSummary host(HostSummary host) {
        List<LostDeviceState> lost = new ArrayList<>();
        for (LostDeviceState device : host.lost()) {
            if (hasDevice(device.device())) {
                lost.add(device);
            }
        }
        return new HostSummary(host.driverVersion(), host.sources(), lost, host.problems());
    }

    private List<RegionState> sharedMemory(List<RegionState> regions) {
        List<RegionState> wanted = new ArrayList<>();
        for (RegionState region : regions) {
            Integer device = region.device();
            if (device == null || hasDevice(device)) {
                wanted.add(region);
            }
        }
        return wanted;
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
