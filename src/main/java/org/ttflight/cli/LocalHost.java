package org.ttflight.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.host.HostProcess;
import org.ttflight.host.HostRoots;
import org.ttflight.host.HostState;
import org.ttflight.host.HostWatch;
import org.ttflight.host.ProcFs;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.report.MemoryReports;
import org.ttflight.report.ReportReader;
import org.ttflight.shm.SharedMemoryReader;
import org.ttflight.snapshot.Observations;
import org.ttflight.snapshot.SnapshotBuilder;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * Looks at the files of a host, and only reads. Confined to one thread.
 *
 * <p>Who asks again and again lets it watch: then the driver's files are read once a second on
 * other threads, as in the daemon. That knows what takes two looks, such as rates and devices that
 * are lost, and a device that hangs holds up no frame.
 */
final class LocalHost implements LocalSource {
    /** How long the devices have to answer; one that takes longer shows as blocked. */
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final HostRoots roots;
    private final boolean isWatching;
    private final ProcFs procFs;
    private final SharedMemoryReader sharedMemory;
    private final ReportReader reports;
    private final DeviceCatalog catalog = new DeviceCatalog();
    private final Observations observations;
    private final SnapshotBuilder builder = new SnapshotBuilder(InstantSource.system());
    private @Nullable HostWatch watch;
    private HostState host = HostState.NOT_READ;
    private SharedMemory shared = SharedMemory.NOT_READ;
    private MemoryReports reported = MemoryReports.NONE;

    /** Makes one that looks anew for each read. */
    LocalHost(HostPlaces places, Map<String, String> environment) {
        this(places, environment, false);
    }

    /**
     * @param environment may tell where reports are, unless the places do
     * @param isWatching whether to go on looking between reads, until {@link #rest}
     */
    LocalHost(HostPlaces places, Map<String, String> environment, boolean isWatching) {
        this.isWatching = isWatching;
        this.roots = roots(places);
        this.procFs = new ProcFs(roots.proc());
        this.sharedMemory = new SharedMemoryReader(roots, procFs);
        this.reports = new ReportReader(ReportReader.directories(environment, places.reports()));
        this.observations =
                new Observations(
                        LocalHost::noLedger,
                        () -> shared,
                        () -> host,
                        () -> reported,
                        catalog,
                        identity -> ProcessDescription.UNKNOWN);
    }

    private static @Nullable LedgerSnapshot noLedger() {
        return null;
    }

    static HostRoots roots(HostPlaces places) {
        Path root = places.root();
        HostRoots roots = root == null ? HostRoots.SYSTEM : HostRoots.under(root);
        if (places.sys() != null) {
            roots = roots.withSys(places.sys());
        }
        if (places.proc() != null) {
            roots = roots.withProc(places.proc());
        }
        if (places.driver() != null) {
            roots = roots.withDriver(places.driver());
        }
        return places.devShm() == null ? roots : roots.withDevShm(places.devShm());
    }

    @Override
    public SnapshotDocument read() {
        HostState found = look();
        shared = sharedMemory.read(found);
        host = withTenants(found);
        List<HostDevice> devices = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        for (DeviceSample sample : host.devices()) {
            devices.add(sample.device());
            ordinals.add(sample.device().ordinal());
        }
        catalog.replace(devices);
        reported = reports.read(ordinals);
        return builder.build(observations.get(), null);
    }

    /** The first look does not wait for the watch. */
    @SuppressWarnings("ReferenceEquality") // there is only one of it
    private HostState look() {
        if (!isWatching) {
            return HostWatch.scan(roots, DEADLINE);
        }
        if (watch == null) {
            watch =
                    new HostWatch(
                            roots, HostWatch.Options.DEFAULTS, new HostListener() {}, List::of);
            watch.start();
        }
        HostState state = watch.state();
        return state == HostState.NOT_READ ? HostWatch.scan(roots, DEADLINE) : state;
    }

    @Override
    public void rest() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    /** Adds the processes of which only shared memory tells, so that they have names. */
    private HostState withTenants(HostState found) {
        List<HostProcess> processes = new ArrayList<>(found.processes());
        Set<Integer> known = new HashSet<>();
        for (HostProcess process : processes) {
            known.add(process.pid());
        }
        for (SharedRegion region : shared.regions()) {
            for (SharedSlot slot : region.slots()) {
                if (slot.pid() > 0 && known.add(slot.pid())) {
                    processes.add(
                            new HostProcess(
                                    slot.pid(),
                                    slot.startTicks(),
                                    procFs.describe(slot.pid()),
                                    null,
                                    null,
                                    null));
                }
            }
        }
        return new HostState(
                found.epochMillis(),
                found.driverVersion(),
                found.driver(),
                found.devices(),
                found.lost(),
                processes);
    }
}
