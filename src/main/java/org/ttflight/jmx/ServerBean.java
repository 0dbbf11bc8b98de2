package org.ttflight.jmx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/** Shows the daemon, and tells of processes that come and go. */
final class ServerBean extends EmittingBean implements ServerMXBean {
    static final String PROCESS_ATTACHED = "tenstorrent.process.attached";
    static final String PROCESS_EXITED = "tenstorrent.process.exited";

    private static final MBeanNotificationInfo[] NOTIFICATIONS = {
        new MBeanNotificationInfo(
                new String[] {PROCESS_ATTACHED},
                Notification.class.getName(),
                "A process reported for the first time"),
        new MBeanNotificationInfo(
                new String[] {PROCESS_EXITED},
                Notification.class.getName(),
                "A process is gone; what it still held was released"),
    };

    private final ServerAccess access;
    private final DeviceCatalog catalog;
    private final LedgerReader ledger;
    private final ProcessNames names;
    private final NotificationQueue queue;

    ServerBean(
            ServerAccess access,
            DeviceCatalog catalog,
            LedgerReader ledger,
            ProcessNames names,
            NotificationQueue queue) {
        super(ServerMXBean.class, Names.SERVER);
        this.access = access;
        this.catalog = catalog;
        this.ledger = ledger;
        this.names = names;
        this.queue = queue;
    }

    void tellAttached(ProcessIdentity process, ProcessDescription description, long epochMillis) {
        String message = title(process, description) + " attached";
        Payload payload = payload(process, description).put("message", message, "for people");
        emit(
                PROCESS_ATTACHED,
                epochMillis,
                message,
                payload.build("ProcessAttached", "A process reported for the first time"));
    }

    void tellExited(
            ProcessUsage last,
            ProcessDescription description,
            ExitReason reason,
            long epochMillis) {
        Usage held = last.total();
        String message =
                title(last.identity(), description)
                        + " exited ("
                        + reason.description()
                        + "), "
                        + held.deviceBytes()
                        + " bytes in "
                        + held.buffers()
                        + " buffers orphaned";
        Payload payload =
                payload(last.identity(), description)
                        .put("reason", reason.name(), "how it became known")
                        .put(
                                "orphanedBytes",
                                (Long) held.deviceBytes(),
                                "bytes it still held on devices")
                        .put("orphanedBuffers", (Long) held.buffers(), "buffers it still held")
                        .put("message", message, "the same for people");
        emit(
                PROCESS_EXITED,
                epochMillis,
                message,
                payload.build("ProcessExited", "A process is gone"));
    }

    private static String title(ProcessIdentity process, ProcessDescription description) {
        String name = description.name();
        return "process " + process.pid() + (name == null ? "" : " (" + name + ")");
    }

    private static Payload payload(ProcessIdentity process, ProcessDescription description) {
        return new Payload()
                .put("pid", process.pid(), "process id; if not verified, as claimed")
                .put("verified", process.verified(), "whether the kernel vouches for the pid")
                .put("name", description.name(), "name of the program; null if unknown")
                .put("user", description.user(), "user of the process; null if unknown");
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return NOTIFICATIONS.clone();
    }

    @Override
    public String getVersion() {
        return access.version();
    }

    @Override
    public long getPid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public String getSocketPath() {
        return access.socketPath();
    }

    @Override
    public long getStartTime() {
        return access.startEpochMillis();
    }

    @Override
    public long getUptime() {
        return access.uptimeMillis();
    }

    @Override
    public Map<String, String> getSources() {
        return access.sources();
    }

    @Override
    public long getOpenConnections() {
        return access.counters().openConnections();
    }

    @Override
    public long getConnections() {
        return access.counters().connections();
    }

    @Override
    public long getMessages() {
        return access.counters().messages();
    }

    @Override
    public long getBytes() {
        return access.counters().bytes();
    }

    @Override
    public long getQueries() {
        return access.counters().queries();
    }

    @Override
    public long getTextRequests() {
        return access.counters().textRequests();
    }

    @Override
    public long getRejected() {
        return access.counters().rejected();
    }

    @Override
    public Map<String, Long> getRejections() {
        return access.rejections();
    }

    @Override
    public Map<String, Long> getAnomalies() {
        LedgerSnapshot snapshot = ledger.now().snapshot;
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Anomaly anomaly : Anomaly.values()) {
            counts.put(anomaly.label(), snapshot.count(anomaly));
        }
        return counts;
    }

    @Override
    public long getLiveBuffers() {
        return ledger.now().snapshot.liveBuffers();
    }

    @Override
    public long getAllocations() {
        return ledger.now().snapshot.allocations();
    }

    @Override
    public long getFrees() {
        return ledger.now().snapshot.frees();
    }

    @Override
    public long getOrphans() {
        return ledger.now().snapshot.orphans();
    }

    @Override
    public int getDevices() {
        return ordinals().size();
    }

    private SortedSet<Integer> ordinals() {
        SortedSet<Integer> ordinals = new TreeSet<>();
        catalog.devices().forEach(device -> ordinals.add(device.ordinal()));
        for (DeviceUsage held : ledger.now().snapshot.devices()) {
            ordinals.add(held.device());
        }
        return ordinals;
    }

    @Override
    public int getProcesses() {
        return ledger.now().snapshot.processes().size();
    }

    @Override
    public String getRecording() {
        return access.recording();
    }

    @Override
    public long getDroppedNotifications() {
        return queue.dropped();
    }

    @Override
    public BufferRow[] listBuffers(
            int pid, int device, @Nullable String memory, @Nullable String order, int limit) {
        return ledger.list(
                new BufferQuery(
                        pid == -1 ? null : pid,
                        device == -1 ? null : device,
                        memory == null || memory.isBlank()
                                ? null
                                : MemoryType.ofLabel(memory.strip()),
                        order(order),
                        limit));
    }

    private static BufferQuery.Order order(@Nullable String order) {
        if (order == null || order.isBlank()) {
            return BufferQuery.Order.LARGEST;
        }
        return switch (order.strip().toUpperCase(Locale.ROOT)) {
            case "LARGEST" -> BufferQuery.Order.LARGEST;
            case "OLDEST" -> BufferQuery.Order.OLDEST;
            default ->
                    throw new IllegalArgumentException(
                            "order must be LARGEST or OLDEST, but is '" + order + "'");
        };
    }

    @Override
    public MemoryRow[] listMemory() {
        LedgerReader.Index now = ledger.now();
        List<MemoryRow> rows = new ArrayList<>();
        for (int ordinal : ordinals()) {
            HostDevice device = catalog.device(ordinal);
            Usage usage = now.on(ordinal);
            for (MemoryType type : MemoryType.values()) {
                Long capacity = DeviceMemoryBean.capacity(device, type).bytes();
                rows.add(MemoryRow.of(ordinal, type, usage, capacity));
            }
        }
        return rows.toArray(MemoryRow[]::new);
    }

    @Override
    public ProcessRow[] listProcesses() {
        return ledger.now().snapshot.processes().stream()
                .map(process -> ProcessRow.of(process, names.known(process.identity())))
                .toArray(ProcessRow[]::new);
    }

    @Override
    public String dumpRemaining() {
        return access.remaining();
    }

    @Override
    public String dumpKernels() {
        return access.kernels();
    }

    @Override
    public String dumpRecording(@Nullable String path) throws IOException {
        return access.dumpRecording(path == null ? "" : path.strip());
    }

    @Override
    public void resetPeaks() {
        for (DeviceUsage held : ledger.now().snapshot.devices()) {
            for (MemoryType type : MemoryType.values()) {
                if (held.usage().peak(type) != held.usage().used(type)) {
                    ledger.resetPeak(held.device(), type);
                }
            }
        }
    }
}
