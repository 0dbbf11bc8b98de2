package org.ttflight.inprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.host.HostProcess;
import org.ttflight.host.HostRoots;
import org.ttflight.host.HostState;
import org.ttflight.host.HostWatch;

/**
 * What the host's files say of its devices, without the other processes that use them: of what
 * those hold nobody tells here, and their part is not ours to show as unknown. Keeps the catalog up
 * to date. Thread-safe.
 */
final class OwnDevices implements Supplier<HostState>, AutoCloseable {
    private final int pid;
    private final DeviceCatalog catalog;
    private final HostWatch watch;

    // Guarded by this.
    private HostState read = HostState.NOT_READ;
    private HostState own = HostState.NOT_READ;

    OwnDevices(HostRoots roots, int pid, HostListener listener, DeviceCatalog catalog) {
        this.pid = pid;
        this.catalog = catalog;
        this.watch = new HostWatch(roots, HostWatch.Options.DEFAULTS, listener, () -> List.of(pid));
    }

    void start() {
        watch.start();
    }

    /** Returns the same object until something else was read. */
    @Override
    @SuppressWarnings("ReferenceEquality") // a state is replaced as a whole, never changed
    public synchronized HostState get() {
        HostState now = watch.state();
        if (now != read) {
            own = ownPart(now);
            read = now;
        }
        return own;
    }

    private HostState ownPart(HostState all) {
        List<DeviceSample> samples = new ArrayList<>();
        List<HostDevice> devices = new ArrayList<>();
        for (DeviceSample sample : all.devices()) {
            samples.add(
                    new DeviceSample(
                            sample.device(),
                            sample.status(),
                            sample.statusSinceMillis(),
                            sample.telemetry(),
                            own(sample.holders())));
            devices.add(sample.device());
        }
        if (!devices.equals(catalog.devices())) {
            catalog.replace(devices);
        }
        List<HostProcess> processes = new ArrayList<>(1);
        for (HostProcess process : all.processes()) {
            if (process.pid() == pid) {
                processes.add(process);
            }
        }
        return new HostState(
                all.epochMillis(),
                all.driverVersion(),
                all.driver(),
                samples,
                all.lost(),
                processes);
    }

    private Holders own(Holders holders) {
        List<Integer> pids = holders.pids().contains(pid) ? List.of(pid) : List.of();
        return new Holders(pids, 0, holders.source(), holders.detail());
    }

    @Override
    public void close() {
        watch.close();
    }
}
