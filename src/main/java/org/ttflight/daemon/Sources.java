package org.ttflight.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.host.HostState;
import org.ttflight.host.HostWatch;
import org.ttflight.host.ProcFs;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.Verdict;
import org.ttflight.report.DeviceReport;
import org.ttflight.report.MemoryReports;
import org.ttflight.report.ReportReader;
import org.ttflight.shm.SharedMemoryReader;
import org.ttflight.snapshot.ReportedCapacity;

/**
 * The sources other than the socket: keeps reading the driver's files, shared memory and reports,
 * each on threads of its own, so that one that hangs delays no other; and keeps the catalog of
 * devices up to date. What it returns is never older than the last reading that came back.
 */
final class Sources implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Sources.class.getName());
    private static final long SHARED_MEMORY_MILLIS = 1000;
    private static final long REPORTS_MILLIS = 3000;

    /** Reading may take one part in so many of a core. */
    private static final long REPORTS_SHARE = 50;

    private final DeviceCatalog catalog;
    private final List<HostDevice> simulated;
    private final Supplier<? extends Collection<Integer>> reporting;
    private final HostWatch host;
    private final SharedMemoryReader sharedReader;
    private final ReportReader reportReader;
    private final ScheduledExecutorService sharedRounds = rounds("tt-flight shared memory");
    private final ScheduledExecutorService reportRounds = rounds("tt-flight reports");
    private long reportsDueNanos = System.nanoTime();
    private volatile SharedMemory shared = SharedMemory.NOT_READ;
    private volatile MemoryReports reports = MemoryReports.NONE;

    /**
     * @param reporting pids of processes that report on the socket; what they use of the host is
     *     wanted, too
     */
    Sources(
            DaemonConfig config,
            DeviceCatalog catalog,
            ProcFs procFs,
            HostListener listener,
            Supplier<? extends Collection<Integer>> reporting) {
        this.catalog = catalog;
        this.simulated = config.devices();
        this.host = new HostWatch(config.roots(), config.watch(), listener, this::followed);
        this.reporting = reporting;
        this.sharedReader = new SharedMemoryReader(config.roots(), procFs);
        this.reportReader = new ReportReader(config.reports());
    }

    private static ScheduledExecutorService rounds(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** A process keeps its slot while its device is away, and with it nobody has it open. */
    private List<Integer> followed() {
        List<Integer> pids = new ArrayList<>(reporting.get());
        for (SharedRegion region : shared.regions()) {
            for (SharedSlot slot : region.slots()) {
                if (slot.verdict() == Verdict.LIVE && slot.pid() > 0) {
                    pids.add(slot.pid());
                }
            }
        }
        return pids;
    }

    /** Begins to read. */
    void start() {
        catalog.replace(simulated);
        host.start();
        repeat(sharedRounds, this::readSharedMemory, SHARED_MEMORY_MILLIS);
        repeat(reportRounds, this::readReports, REPORTS_MILLIS);
    }

    private static void repeat(ScheduledExecutorService rounds, Runnable round, long millis) {
        Runnable careful =
                () -> {
                    try {
                        round.run();
                    } catch (RuntimeException | Error e) { // else it would never run again
                        LOG.log(Level.WARNING, "A source could not be read; trying again", e);
                    }
                };
        var unused = rounds.scheduleWithFixedDelay(careful, 0, millis, TimeUnit.MILLISECONDS);
    }

    private void readSharedMemory() {
        HostState state = host.state();
        refreshCatalog(state);
        shared = sharedReader.read(state);
    }

    /** A report that grows is read as a whole each time, which must not take a core. */
    private void readReports() {
        long began = System.nanoTime();
        if (began - reportsDueNanos < 0) {
            return;
        }
        List<Integer> ordinals = catalog.devices().stream().map(HostDevice::ordinal).toList();
        reports = reportReader.read(ordinals);
        reportsDueNanos = began + REPORTS_SHARE * (System.nanoTime() - began);
    }

    /** A report knows capacities better than the table does. */
    private void refreshCatalog(HostState state) {
        Map<Integer, HostDevice> devices = new TreeMap<>();
        for (HostDevice device : simulated) {
            devices.put(device.ordinal(), device);
        }
        for (DeviceSample sample : state.devices()) {
            devices.put(sample.device().ordinal(), sample.device());
        }
        Map<Integer, DeviceReport> reported = reports.devices();
        List<HostDevice> current = new ArrayList<>(devices.size());
        for (HostDevice device : devices.values()) {
            DeviceReport report = reported.get(device.ordinal());
            current.add(report == null ? device : ReportedCapacity.withReport(device, report));
        }
        if (!current.equals(catalog.devices())) {
            catalog.replace(current);
        }
    }

    HostState host() {
        return host.state();
    }

    SharedMemory shared() {
        return shared;
    }

    MemoryReports reports() {
        return reports;
    }

    /** Ends all reading; a read that hangs is left behind. */
    @Override
    public void close() {
        sharedRounds.shutdownNow();
        reportRounds.shutdownNow();
        host.close();
    }
}
