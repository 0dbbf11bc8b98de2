package org.ttflight.jmx;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.Observations;
import org.ttflight.snapshot.ObservedProcess;

/**
 * Registers a bean for the server, for every device that any source knows, for each of its memory
 * types, and for every process that uses a device; and unregisters them when these are gone. Also
 * sends the notifications.
 *
 * <p>One daemon thread does it four times a second, between {@link #start} and {@link #close}. Most
 * rounds look only whether the ledger has a process more or less; one in four looks at the host and
 * at shared memory, which are read once a second.
 */
public final class BeanPublisher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BeanPublisher.class.getName());
    private static final long PERIOD_MILLIS = 250;
    private static final int ROUNDS_A_SECOND = 4;

    private final NotificationQueue queue;
    private final UsageThresholds thresholds;
    private final ObservationReader reader;
    private final ServerBean server;
    private final NotificationQueue.Receiver announcer = new Announcer();
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(BeanPublisher::newThread);

    // All below is guarded by this.
    private final Registrations registrations;
    private final RegisteredDevices devices;
    private final RegisteredProcesses processes;
    private final ThresholdWatch watch;
    private final ProcessNames names;
    private @Nullable Observation last;
    private long lastStructure;
    private int round;
    private boolean isClosed;
    private boolean isFailureLogged;

    /**
     * @param beans where to register
     * @param control the ledger
     * @param observations what all sources say together
     * @param access the rest of the daemon
     * @param descriptions what a process is called that a notification is about
     * @param queue also a listener of the same ledger, and of the host
     */
    public BeanPublisher(
            MBeanServer beans,
            LedgerControl control,
            Observations observations,
            ServerAccess access,
            Function<ProcessIdentity, ProcessDescription> descriptions,
            NotificationQueue queue) {
        this(
                beans,
                control,
                new ObservationReader(
                        control, observations, observations::resetPeak, System::nanoTime),
                access,
                descriptions,
                queue);
    }

    /**
     * As above, for observations that keep no peaks of their own, such as those of a recording.
     *
     * @param observations what was known; each another object if it is not the same
     */
    public BeanPublisher(
            MBeanServer beans,
            LedgerControl control,
            Supplier<Observation> observations,
            ServerAccess access,
            Function<ProcessIdentity, ProcessDescription> descriptions,
            NotificationQueue queue) {
        this(
                beans,
                control,
                new ObservationReader(
                        control, observations, (device, type) -> {}, System::nanoTime),
                access,
                descriptions,
                queue);
    }

    /** As above, for a test that makes its own observations. */
    BeanPublisher(
            MBeanServer beans,
            LedgerControl control,
            ObservationReader reader,
            ServerAccess access,
            Function<ProcessIdentity, ProcessDescription> descriptions,
            NotificationQueue queue) {
        this.queue = queue;
        this.thresholds = new UsageThresholds(control);
        this.reader = reader;
        this.names = new ProcessNames(descriptions);
        this.registrations = new Registrations(beans);
        this.devices = new RegisteredDevices(registrations, reader, thresholds, queue);
        this.processes = new RegisteredProcesses(registrations, reader);
        this.watch = new ThresholdWatch(thresholds, queue);
        this.server = new ServerBean(access, reader, queue);
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "ttflight-jmx");
        thread.setDaemon(true);
        return thread;
    }

    /** Registers what is there now and keeps it up to date until {@link #close}. */
    public void start() {
        tryRound();
        var unused =
                rounds.scheduleWithFixedDelay(
                        this::tryRound, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns the usage thresholds, through which alone they may be set. */
    public UsageThresholds thresholds() {
        return thresholds;
    }

    /** A round that fails must not be the last. */
    private void tryRound() {
        try {
            round();
        } catch (RuntimeException e) {
            if (!isFailureLogged) {
                isFailureLogged = true;
                LOG.log(Level.WARNING, "beans may be out of date; this is said only once", e);
            }
        }
    }

    /** Does what is due: all of it once a second, or when the ledger's processes are others. */
    synchronized void round() {
        boolean isFull = round++ % ROUNDS_A_SECOND == 0;
        if (isFull || reader.ledger().structure() != lastStructure) {
            sync();
        } else if (!isClosed && !queue.isEmpty()) {
            var unused = reader.latest(); // whoever is told may look
            queue.drain(announcer);
        }
    }

    /** Brings the registrations in step with what is observed, then notifies. */
    @SuppressWarnings("ReferenceEquality") // an observation is immutable, and comparing it is dear
    synchronized void sync() {
        if (isClosed) {
            return;
        }
        Observation now = reader.latest();
        if (last == null) {
            registrations.register(server, Names.SERVER);
        }
        boolean hasOtherProcesses = false;
        if (last != now) {
            devices.sync(now);
            if (mayHaveOtherProcesses(now)) {
                hasOtherProcesses = processes.sync(now.processes());
            }
            last = now;
            lastStructure = structure(now);
        }
        if (hasOtherProcesses) {
            learnNames(now);
        }
        queue.drain(announcer);
        watch.look(now);
        queue.drain(announcer);
        if (hasOtherProcesses) {
            names.forgetAllBut(processes.identities());
        }
    }

    /** When a process that reports is gone, nobody can be asked any more. */
    private void learnNames(Observation now) {
        for (ObservedProcess process : now.processes()) {
            if (process.reported() != null) {
                var unused = names.find(process.identity());
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // of immutable states that are replaced as a whole
    private boolean mayHaveOtherProcesses(Observation now) {
        Observation before = last;
        return before == null
                || structure(now) != structure(before)
                || now.shared() != before.shared()
                || now.host() != before.host();
    }

    private static long structure(Observation observation) {
        LedgerSnapshot ledger = observation.ledger();
        return ledger == null ? -1 : ledger.structure();
    }

    /** Stops the thread and unregisters everything; what happens afterwards is not told. */
    @Override
    public void close() {
        rounds.shutdown();
        synchronized (this) {
            isClosed = true;
            registrations.unregisterAll();
            processes.clear();
            devices.clear();
        }
    }

    /** Returns how many processes are remembered by name, for a test. */
    int rememberedNames() {
        return names.size();
    }

    /** Makes notifications of events. */
    private final class Announcer implements NotificationQueue.Receiver {
        @Override
        public void thresholdReached(
                DeviceMemoryKey key, long used, long threshold, long epochMillis) {
            watch.told(key, threshold);
            devices.memory(key).tellThresholdExceeded(used, threshold, epochMillis);
        }

        @Override
        public void deviceIncident(DeviceIncident incident) {
            server.tell(ServerNotice.incident(incident));
        }

        @Override
        public void incident(IncidentRow incident) {
            server.tell(ServerNotice.incident(incident));
        }

        @Override
        public void processAttached(ProcessIdentity process, long epochMillis) {
            server.tell(ServerNotice.attached(process, names.find(process), epochMillis));
        }

        @Override
        public void processExited(ProcessUsage last, ExitReason reason, long epochMillis) {
            ProcessDescription name = names.known(last.identity());
            server.tell(ServerNotice.exited(last, name, reason, epochMillis));
            names.forget(last.identity());
        }
    }
}
