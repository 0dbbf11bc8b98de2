package org.ttflight.jmx;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/**
 * Registers a bean for the server, for every device that the host has or that was ever reported,
 * for each of its memory types, and for every process that reports; and unregisters them when these
 * are gone. Also sends the notifications.
 *
 * <p>One daemon thread does it ten times a second, between {@link #start} and {@link #close}. A
 * round costs next to nothing unless a device or a process came or went.
 */
public final class BeanPublisher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BeanPublisher.class.getName());
    private static final long PERIOD_MILLIS = 250;

    private final LedgerReader ledger;
    private final DeviceCatalog catalog;
    private final NotificationQueue queue;
    private final UsageThresholds thresholds;
    private final ProcessNames names;
    private final ServerBean server;
    private final NotificationQueue.Receiver announcer = new Announcer();
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(BeanPublisher::newThread);

    // All below is guarded by this.
    private final Registrations registrations;
    private final Map<ObjectName, ProcessIdentity> processes = new HashMap<>();
    private final Map<Integer, DeviceBeans> devices = new TreeMap<>();
    private @Nullable List<HostDevice> lastCatalog;
    private long lastStructure;
    private boolean isClosed;
    private boolean isFailureLogged;

    /**
     * @param beans where to register
     * @param control the ledger
     * @param catalog the devices of this host
     * @param access the rest of the daemon
     * @param descriptions what a process is called; asked once, when it first reports
     * @param queue also a listener of the same ledger
     */
    public BeanPublisher(
            MBeanServer beans,
            LedgerControl control,
            DeviceCatalog catalog,
            ServerAccess access,
            Function<ProcessIdentity, ProcessDescription> descriptions,
            NotificationQueue queue) {
        this.ledger = new LedgerReader(control);
        this.catalog = catalog;
        this.queue = queue;
        this.thresholds = new UsageThresholds(control);
        this.names = new ProcessNames(descriptions);
        this.registrations = new Registrations(beans);
        this.server = new ServerBean(access, catalog, ledger, names, queue);
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "ttflight-jmx");
        thread.setDaemon(true);
        return thread;
    }

    /** Registers what is there now and keeps it up to date until {@link #close}. */
    public void start() {
        syncQuietly();
        var unused =
                rounds.scheduleWithFixedDelay(
                        this::syncQuietly, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns the usage thresholds, through which alone they may be set. */
    public UsageThresholds thresholds() {
        return thresholds;
    }

    /** A round that fails must not be the last. */
    private void syncQuietly() {
        try {
            sync();
        } catch (RuntimeException e) {
            if (!isFailureLogged) {
                isFailureLogged = true;
                LOG.log(Level.WARNING, "beans may be out of date; this is said only once", e);
            }
        }
    }

    /** Brings the registrations in step with the ledger and the catalog, then notifies. */
    synchronized void sync() {
        if (isClosed) {
            return;
        }
        LedgerSnapshot snapshot = ledger.now().snapshot;
        List<HostDevice> current = catalog.devices();
        boolean isFirst = lastCatalog == null;
        boolean isChanged = isFirst || snapshot.structure() != lastStructure;
        if (isFirst) {
            registrations.register(server, Names.SERVER);
        }
        if (isChanged || !current.equals(lastCatalog)) {
            syncDevices(snapshot, current);
            lastCatalog = current;
        }
        if (isChanged) {
            syncProcesses(snapshot);
            lastStructure = snapshot.structure();
        }
        queue.drain(announcer);
        if (isChanged) {
            names.forgetAllBut(new HashSet<>(processes.values()));
        }
    }

    private void syncDevices(LedgerSnapshot snapshot, List<HostDevice> current) {
        Set<Integer> present = new HashSet<>();
        for (HostDevice device : current) {
            present.add(device.ordinal());
        }
        for (DeviceUsage held : snapshot.devices()) {
            present.add(held.device());
        }
        for (DeviceBeans beans : new ArrayList<>(devices.values())) {
            String asicId = catalog.device(beans.ordinal).asicId();
            if (!present.contains(beans.ordinal) || !Objects.equals(beans.asicId, asicId)) {
                devices.remove(beans.ordinal);
                beans.unregister();
            }
        }
        for (int ordinal : present) {
            publish(ordinal);
        }
    }

    private DeviceBeans publish(int ordinal) {
        return devices.computeIfAbsent(ordinal, DeviceBeans::new);
    }

    /** Where two live processes have one name, which takes a pid reused, the later one gets it. */
    private void syncProcesses(LedgerSnapshot snapshot) {
        Map<ObjectName, ProcessUsage> live = new HashMap<>(snapshot.processes().size() * 2);
        for (ProcessUsage process : snapshot.processes()) {
            live.put(Names.process(process.identity()), process);
        }
        for (Map.Entry<ObjectName, ProcessIdentity> gone : List.copyOf(processes.entrySet())) {
            ProcessUsage process = live.get(gone.getKey());
            if (process == null || !process.identity().equals(gone.getValue())) {
                processes.remove(gone.getKey());
                registrations.unregister(gone.getKey());
            }
        }
        live.forEach(
                (name, process) -> {
                    if (processes.putIfAbsent(name, process.identity()) == null) {
                        ProcessDescription description = names.find(process.identity());
                        registrations.register(new ProcessBean(process, description, ledger), name);
                    }
                });
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

    /** The beans of one device. */
    private final class DeviceBeans {
        private final int ordinal;
        private final @Nullable String asicId;
        private final Map<MemoryType, DeviceMemoryBean> memory = new EnumMap<>(MemoryType.class);

        DeviceBeans(int ordinal) {
            this.ordinal = ordinal;
            this.asicId = catalog.device(ordinal).asicId();
            registrations.register(new DeviceBean(ordinal, catalog, ledger), Names.device(ordinal));
            for (MemoryType type : MemoryType.values()) {
                DeviceMemoryBean bean =
                        new DeviceMemoryBean(ordinal, type, catalog, ledger, thresholds, queue);
                memory.put(type, bean);
                registrations.register(bean, Names.deviceMemory(ordinal, type));
            }
        }

        void unregister() {
            registrations.unregister(Names.device(ordinal));
            for (MemoryType type : MemoryType.values()) {
                registrations.unregister(Names.deviceMemory(ordinal, type));
            }
        }
    }

    /** Makes notifications of events; a device new to us gets its beans first. */
    private final class Announcer implements NotificationQueue.Receiver {
        @Override
        public void thresholdReached(
                int device, MemoryType type, long used, long threshold, long epochMillis) {
            DeviceMemoryBean bean = publish(device).memory.get(type);
            if (bean != null) {
                bean.tellThresholdExceeded(used, threshold, epochMillis);
            }
        }

        @Override
        public void processAttached(ProcessIdentity process, long epochMillis) {
            server.tellAttached(process, names.find(process), epochMillis);
        }

        @Override
        public void processExited(ProcessUsage last, ExitReason reason, long epochMillis) {
            server.tellExited(last, names.known(last.identity()), reason, epochMillis);
            names.forget(last.identity());
        }
    }
}
