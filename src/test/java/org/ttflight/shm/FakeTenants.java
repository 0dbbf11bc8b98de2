package org.ttflight.shm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceIdentity;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostProcess;
import org.ttflight.host.HostRoots;
import org.ttflight.host.HostState;
import org.ttflight.host.ProcFs;
import org.ttflight.host.ProcessDescription;

/** Devices, who has them open, and a procfs with those who live. */
final class FakeTenants {
    private final Path root;
    private final Map<Integer, HostDevice> devices = new TreeMap<>();
    private final Map<Integer, Holders> holders = new TreeMap<>();
    private final Map<Integer, HostProcess> processes = new TreeMap<>();

    FakeTenants(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(shm());
        alive(1, 7, "init");
    }

    HostRoots roots() {
        return HostRoots.under(root);
    }

    Path shm() {
        return root.resolve("dev/shm");
    }

    ProcFs procFs() {
        return new ProcFs(root.resolve("proc"));
    }

    FakeTenants device(int ordinal, CardType card, String asicId, @Nullable String serial) {
        DeviceIdentity identity =
                new DeviceIdentity(card.label(), serial, null, card.architecture(), null, Map.of());
        devices.put(
                ordinal,
                new HostDevice(ordinal, card, asicId, false, identity, card.dram(), card.l1()));
        holders.putIfAbsent(ordinal, Holders.UNKNOWN);
        return this;
    }

    /** By the driver's word. */
    FakeTenants holders(int ordinal, int elsewhere, Integer... pids) {
        holders.put(ordinal, new Holders(List.of(pids), elsewhere, Holders.Source.DRIVER, null));
        return this;
    }

    FakeTenants holders(int ordinal, Holders those) {
        holders.put(ordinal, those);
        return this;
    }

    /** Puts a process into procfs; the numbers are its pids in the namespaces within ours. */
    FakeTenants alive(int pid, long startTicks, String name, int... within) throws IOException {
        Path directory = Files.createDirectories(root.resolve("proc/" + pid));
        Files.writeString(
                directory.resolve("stat"),
                pid
                        + " ("
                        + name
                        + ") S 1 100 100 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 "
                        + startTicks
                        + " 1000 200 18446744073709551615 1 1 0 0 0\n");
        StringBuilder pids = new StringBuilder("NSpid:\t" + pid);
        for (int own : within) {
            pids.append('\t').append(own);
        }
        Files.writeString(directory.resolve("status"), pids.append('\n'));
        Files.writeString(directory.resolve("comm"), name + "\n");
        return this;
    }

    /** As {@link #alive}, and known to those who watch the processes. */
    FakeTenants followed(int pid, long startTicks, String name, int... within) throws IOException {
        alive(pid, startTicks, name, within);
        ProcessDescription description = new ProcessDescription(name, null, name, null);
        processes.put(pid, new HostProcess(pid, startTicks, description, null, null, null));
        return this;
    }

    HostState state() {
        List<DeviceSample> samples = new ArrayList<>();
        for (HostDevice device : devices.values()) {
            samples.add(
                    new DeviceSample(
                            device,
                            DeviceStatus.READABLE,
                            0,
                            null,
                            holders.getOrDefault(device.ordinal(), Holders.UNKNOWN)));
        }
        return new HostState(
                0, "2.10.0", "devices", samples, List.of(), List.copyOf(processes.values()));
    }
}
