package org.ttflight.inprocess;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import jdk.jfr.Configuration;
import org.jspecify.annotations.Nullable;
import org.ttflight.client.AllocationReporter;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListeners;
import org.ttflight.host.HostRoots;
import org.ttflight.host.HostState;
import org.ttflight.host.ProcFs;
import org.ttflight.host.ProcessDescription;
import org.ttflight.jfr.BlackBox;
import org.ttflight.jfr.DaemonCounters;
import org.ttflight.jfr.JfrHostListener;
import org.ttflight.jfr.JfrLedgerListener;
import org.ttflight.jfr.PeriodicEvents;
import org.ttflight.jmx.BeanPublisher;
import org.ttflight.jmx.Names;
import org.ttflight.jmx.NotificationQueue;
import org.ttflight.ledger.LedgerListeners;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.report.MemoryReports;
import org.ttflight.snapshot.Observations;

/**
 * Gives a program that reports its device memory the beans and JFR events of the daemon inside of
 * its own JVM, so that one recording has garbage collections, threads and device memory on one
 * clock. Works with and without a daemon.
 *
 * <pre>{@code
 * try (InProcessMonitor monitor = InProcessMonitor.start(AllocationReporter.fromEnvironment())) {
 *     AllocationReporter reporter = monitor.reporter();
 *     reporter.allocated(0, BufferType.DRAM, address, size);
 *     ...
 * }
 * }</pre>
 *
 * <p>It shows this program alone: what other processes hold on the same device is not in any
 * figure, since only a daemon can know that. An event of a buffer is written by the thread that
 * reports it, so that a recording that asks for stack traces tells who allocated: {@code
 * tenstorrent.BufferAllocation#stackTrace=true}.
 *
 * <p>Without the module {@code jdk.jfr} there are the beans alone.
 *
 * <p>Costs a thread that keeps the beans, and, where the driver is loaded, one that reads the
 * devices' sensors once a second. A report takes a lock and some hundred nanoseconds more than
 * without. Thread-safe; one at a time in a JVM.
 */
public final class InProcessMonitor implements AutoCloseable {
    private static final Logger LOG = System.getLogger(InProcessMonitor.class.getName());
    private static final int WAITING_NOTIFICATIONS = 1000;
    private static final Object ONE_AT_A_TIME = new Object();

    private final Instant startTime = Instant.now();
    private final LocalLedger ledger;
    private final AllocationReporter reporter;
    private final @Nullable OwnDevices devices;
    private final @Nullable PeriodicEvents periodicEvents;
    private final BeanPublisher beans;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private InProcessMonitor(Builder builder) {
        int pid = (int) ProcessHandle.current().pid();
        ProcFs procFs = new ProcFs(builder.roots.proc());
        ProcessIdentity self = identity(procFs, pid);
        ProcessDescription description = procFs.describe(pid);
        NotificationQueue notifications = new NotificationQueue(WAITING_NOTIFICATIONS);
        this.ledger =
                new LocalLedger(
                        self,
                        builder.deviceLimit,
                        new LedgerListeners(
                                LocalAccess.HAS_RECORDER
                                        ? List.of(new JfrLedgerListener())
                                        : List.of(),
                                List.of(notifications)),
                        InProcessMonitor::epochMicros,
                        System::nanoTime);
        this.reporter = builder.reporter.observedBy(ledger);
        DeviceCatalog catalog = new DeviceCatalog();
        catalog.replace(builder.devices);
        this.devices =
                builder.readsDevices && Files.isDirectory(driverClass(builder.roots))
                        ? new OwnDevices(
                                builder.roots,
                                pid,
                                new HostListeners(
                                        LocalAccess.HAS_RECORDER
                                                ? List.of(new JfrHostListener(), notifications)
                                                : List.of(notifications)),
                                catalog)
                        : null;
        Supplier<HostState> host = devices == null ? () -> HostState.NOT_READ : devices;
        Observations observations =
                new Observations(
                        ledger::snapshot,
                        () -> SharedMemory.NOT_READ,
                        host,
                        () -> MemoryReports.NONE,
                        catalog,
                        process -> description);
        this.beans =
                new BeanPublisher(
                        builder.beans,
                        ledger,
                        observations,
                        new LocalAccess(ledger, builder.deviceLimit, startTime, System.nanoTime()),
                        process -> description,
                        notifications);
        if (devices != null) {
            devices.start();
        }
        this.periodicEvents =
                LocalAccess.HAS_RECORDER
                        ? PeriodicEvents.register(observations, this::counters)
                        : null;
        beans.start();
        if (periodicEvents != null) {
            periodicEvents.writeSnapshot();
        }
    }

    /**
     * Starts to monitor this program, and the host's devices if the driver is loaded.
     *
     * @param reporter where reports go besides; {@link AllocationReporter#disabled} if nowhere
     * @throws IllegalStateException if this JVM is monitored already, or is the daemon
     */
    public static InProcessMonitor start(AllocationReporter reporter) {
        return builder(reporter).start();
    }

    /** Returns a builder of a monitor; see {@link #start}. */
    public static Builder builder(AllocationReporter reporter) {
        return new Builder(reporter);
    }

    /**
     * Returns settings for a recording of this program, with all events of ours and the usual ones
     * of the JVM.
     *
     * @param name {@code profile} for every allocation, {@code continuous} for all but these, or
     *     the path of a .jfc file
     * @throws IOException if they cannot be read
     */
    public static Configuration settings(String name) throws IOException {
        return BlackBox.configuration(name);
    }

    private static ProcessIdentity identity(ProcFs procFs, int pid) {
        return new ProcessIdentity(pid, procFs.startTicks(pid), own("uid"), own("gid"), 0);
    }

    /** Returns a number that the kernel has for this process; -1 if it cannot be asked. */
    private static int own(String attribute) {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:" + attribute);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "no " + attribute + " of our own", e);
            return -1;
        }
    }

    private static long epochMicros() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1000;
    }

    private static Path driverClass(HostRoots roots) {
        return roots.sys().resolve("class/tenstorrent");
    }

    private DaemonCounters counters() {
        return new DaemonCounters(
                ledger.reports(), 0, ledger.refused(), 0, 0, ledger.snapshot().liveBuffers());
    }

    /** Returns the reporter to use from now on. It ends with this monitor. */
    public AllocationReporter reporter() {
        return reporter;
    }

    /**
     * Ends: the events that tell what is still held are written, the beans go, and the reporter is
     * closed.
     */
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return; // there may be another one by now, whose recording would be told of this one
        }
        ledger.publish();
        if (periodicEvents != null) {
            periodicEvents.writeSnapshot();
            periodicEvents.close();
        }
        ledger.close();
        beans.close();
        if (devices != null) {
            devices.close();
        }
        reporter.close();
    }

    /** Says what to monitor, and where to publish it. */
    public static final class Builder {
        private final AllocationReporter reporter;
        private MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        private HostRoots roots = HostRoots.SYSTEM;
        private List<HostDevice> devices = List.of();
        private boolean readsDevices = true;
        private int deviceLimit = 256;

        private Builder(AllocationReporter reporter) {
            this.reporter = reporter;
        }

        /** Registers the beans somewhere else than in the platform's server. */
        public Builder beans(MBeanServer server) {
            beans = server;
            return this;
        }

        /** Reads the host's files below other roots. */
        public Builder roots(HostRoots other) {
            roots = other;
            return this;
        }

        /** Leaves the host's files alone: no sensors, and no capacities but those of devices. */
        public Builder withoutSensors() {
            readsDevices = false;
            return this;
        }

        /**
         * Names the devices, for their capacities, where the host's files are not read.
         *
         * @param known devices by their ordinal, as this program numbers them
         */
        public Builder devices(Collection<HostDevice> known) {
            devices = List.copyOf(known);
            return this;
        }

        /**
         * Sets which devices are booked; 256 by default. Reports of others are counted as rejected.
         *
         * @param limit device ids are below it, 1 to 1024
         */
        public Builder deviceLimit(int limit) {
            deviceLimit = limit;
            return this;
        }

        /** Starts; as {@link InProcessMonitor#start} says. */
        public InProcessMonitor start() {
            synchronized (ONE_AT_A_TIME) {
                if (beans.isRegistered(Names.SERVER)) {
                    throw new IllegalStateException(
                            "this JVM has the beans already: there is another monitor, or it is"
                                    + " the daemon");
                }
                return new InProcessMonitor(this);
            }
        }
    }
}
